# Ce que dit le coach en français ; en.ftl explique la structure.

## La séance

title = { $title }.
about = { $hours ->
    [0] { $minutes ->
        [0] Moins d'une minute.
        [1] Environ une minute.
       *[other] Environ { $minutes } minutes.
    }
    [1] { $minutes ->
        [0] Environ une heure.
        [30] Environ une heure et demie.
        [1] Environ une heure et une minute.
       *[other] Environ une heure et { $minutes } minutes.
    }
   *[other] { $minutes ->
        [0] Environ { $hours } heures.
        [30] Environ { $hours } heures et demie.
        [1] Environ { $hours } heures et une minute.
       *[other] Environ { $hours } heures et { $minutes } minutes.
    }
}
equipment = Il te faut : { $equipment }.
today = Aujourd'hui, { $load }.
today-with = Aujourd'hui avec { $load }.
finish = C'est fini. Bien joué.
    .short = Séance terminée.
finish-2 = Et voilà, séance terminée. Beau travail.
    .short = Séance terminée.
finish-rounds = C'est fini, { $rounds ->
    [one] { $rounds } tour
   *[other] { $rounds } tours
}. Bien joué.
    .short = C'est fini. Bien joué.
    .least = Séance terminée.

## Ce que dit une voix en exemple

sample = Squats, 10 répétitions. Hanches en arrière, buste droit. Puis 45 secondes de repos.

## Ce qui vient

first = D'abord : { $title }. { $what }.
next = Ensuite : { $title }. { $what }.
next-2 = À suivre : { $title }. { $what }.
named = { $title }. { $what }.
ahead = Ensuite : { $what }
again = La même chose.
other-side = L'autre côté : { $title }. { $what }.
    .short = L'autre côté : { $title }.
block = { $title }. { $how } : { $items }.
    .short = { $title }. { $how }.
    .least = { $title }.
sided = { $title }, { $side }
every-minute = Chaque minute, à la minute, pendant { $time }.
every-turn = Un départ { $seconds ->
    [60] chaque minute
   *[other] toutes les { $every }
}, pendant { $time }.
every-round = Un tour { $seconds ->
    [60] chaque minute
   *[other] toutes les { $time }
}.
every-set = Une série { $seconds ->
    [60] chaque minute
   *[other] toutes les { $time }
}.
until-missed = Continue jusqu'à manquer un départ.
round = Tour { $number } sur { $rounds }.
    .short = Tour { $number }.
round-last = Dernier tour.
round-last-2 = C'est le dernier tour.
    .short = Dernier tour.
round-block = Bloc { $number } sur { $rounds }.
    .short = Bloc { $number }.
round-block-last = Dernier bloc.
round-minute = Minute { $number } sur { $rounds }.
    .short = Minute { $number }.
round-minute-last = Dernière minute.
rungs = Puis { $numbers }.
rungs-down = Puis en descendant jusqu'à { $number }.
rungs-up = Puis en montant jusqu'à { $number }.
sets = { $sets ->
    [one] Une série.
   *[other] { $sets } séries.
}
set = Série { $number } sur { $sets }.
    .short = Série { $number }.
set-last = Dernière série.
missed-start = Tu as manqué un départ. Repars au suivant.
    .short = Manqué. Attends.

## Repos et attente

rest = Repos, { $time }.
    .short = Repos.
rest-2 = { $time } de repos.
    .short = Repos.
rest-then = Ensuite, repos, { $time }.
    .short = Ensuite, repos.
rest-as-needed = Repose-toi autant qu'il faut.
    .short = Repos.
rest-until = Repos. Attends : { $what }.
    .short = Repos.
rest-until-at-most = Repos, { $time } au plus. Attends : { $what }.
    .short = Repos, { $time } au plus.
rest-as-needed-at-most = Repose-toi autant qu'il faut, { $time } au plus.
    .short = Repos, { $time } au plus.
rest-of-set = { $percent ->
    [50] Repos : la moitié de la durée de la série.
    [100] Repos : la durée de la série.
    [200] Repos : le double de la durée de la série.
   *[other] Repos : { $percent } pour cent de la durée de la série.
}
    .short = Repos.
rest-left = Encore { $time } de repos.
    .short = { $time }.
nudge = Je t'attends.
more-rest = 10 secondes de repos en plus.
missed = Raté.

## Pendant la série

halfway = Mi-parcours.
halfway-2 = La moitié est faite.
    .short = Mi-parcours.
halfway-3 = Tu es à la moitié.
    .short = Mi-parcours.
time-left = Encore { $time }.
    .short = { $time }.
elapsed = Déjà { $time }.
turn = Maintenant { $what }.
    .short = { $said }.
turn-again = Et encore.
more = Continue, aussi longtemps que possible.
    .short = Continue.
release = Relâche.
release-2 = Détends-toi.
hold-number = Numéro { $number }.
holds-left = Encore { $number }.
hold-last = La dernière.
last-breath = Dernière respiration.
breathe-normally = Respire normalement.
encourage = Beau travail.
encourage-2 = Très bien.
encourage-3 = Bien. Souffle.
encourage-4 = Bien. Relâche bras et jambes.
encourage-5 = C'était solide.
encourage-6 = Continue comme ça.
encourage-7 = Tu t'en sors bien.
encourage-8 = Bien. Ne lâche rien.

## Doses

or-more = au moins { $numbers }
joined = { $one } et { $other }
then = { $one }, puis { $other }
count-rep = { $count ->
    [0.5] une demi-répétition
    [1] une répétition
    [one] { $numbers } répétition
   *[other] { $numbers } répétitions
}
count-step = { $count ->
    [one] { $numbers } pas
   *[other] { $numbers } pas
}
count-breath = { $count ->
    [1] une respiration
    [one] { $numbers } respiration
   *[other] { $numbers } respirations
}
count-beat = { $count ->
    [one] { $numbers } pulsation
   *[other] { $numbers } pulsations
}
count-metre = { $count ->
    [one] { $numbers } mètre
   *[other] { $numbers } mètres
}
count-kilometre = { $count ->
    [0.5] un demi-kilomètre
    [one] { $numbers } kilomètre
   *[other] { $numbers } kilomètres
}
count-mile = { $count ->
    [0.25] un quart de mile
    [0.5] un demi-mile
    [0.75] trois quarts de mile
    [one] { $numbers } mile
   *[other] { $numbers } miles
}
count-yard = { $count ->
    [one] { $numbers } yard
   *[other] { $numbers } yards
}
count-foot = { $count ->
    [one] { $numbers } pied
   *[other] { $numbers } pieds
}
count-calorie = { $count ->
    [1] une calorie
    [one] { $numbers } calorie
   *[other] { $numbers } calories
}
count-stroke = { $count ->
    [one] { $numbers } coup
   *[other] { $numbers } coups
}
count-lap = { $count ->
    [0.5] un demi-tour
    [one] { $numbers } tour de piste
   *[other] { $numbers } tours de piste
}
count-hold = { $count ->
    [one] { $numbers } fois
   *[other] { $numbers } fois
}
count-set = { $count ->
    [1] une série
    [one] { $numbers } série
   *[other] { $numbers } séries
}
max-rep = autant de répétitions que possible
max-step = autant de pas que possible
max-breath = autant de respirations que possible
max-beat = le plus de pulsations possible
max-metre = autant de mètres que possible
max-kilometre = autant de kilomètres que possible
max-mile = autant de miles que possible
max-yard = le plus de yards possible
max-foot = le plus de pieds possible
max-calorie = autant de calories que possible
max-stroke = le plus de coups possible
max-lap = autant de tours de piste que possible
max-hold = autant de fois que possible
sets-of = { $sets }, à chaque fois { $dose }
each-of = { $dose } { $side }
hold-for = tiens { $dose }
hold-max = tiens aussi longtemps que possible
holds = { $holds } { $time }
until-done = prends ton temps
until = attends : { $what }
rounds-in = autant de tours que possible en { $time }
for-time = contre la montre
rounds-for-time = { $rounds ->
    [one] { $rounds } tour
   *[other] { $rounds } tours
}, contre la montre
in-time = en { $time }
at-most = { $time } au plus
in-all = { $dose } au total
any-sets = en autant de séries qu'il te faut
own-pace = à ton rythme
alternating-from = en alternant, d'abord { $side }

## Charges et effort

loaded = { $dose } { $load }
at-figure = à
at-range = de
with-load = avec { $load }
at-bodyweight = au poids du corps
at-percent = { $at } { $figures } pour cent, référence { $reference }
at-mass = { $at } { $mass }
at-bodyweight-plus = au poids du corps et { $mass } de lest
mass-kg = { $count ->
    [one] { $numbers } kilo
   *[other] { $numbers } kilos
}
mass-lb = { $count ->
    [1] une livre
    [one] { $numbers } livre
   *[other] { $numbers } livres
}
target-stroke-rate = { $at } { $numbers } { $count ->
    [one] coup
   *[other] coups
} par minute
target-cadence = { $at } { $numbers } { $count ->
    [one] tour
   *[other] tours
} par minute
target-power = { $at } { $numbers } { $count ->
    [one] watt
   *[other] watts
}
target-km-per-hour = { $at } { $numbers } { $count ->
    [one] kilomètre
   *[other] kilomètres
} à l'heure
target-miles-per-hour = { $at } { $numbers } { $count ->
    [one] mile
   *[other] miles
} à l'heure
target-per-kilometre = { $at } { $numbers } au kilomètre
target-per-mile = { $at } { $numbers } au mile
target-per-500-metres = { $at } { $numbers } aux 500 mètres
target-per-400-metres = { $at } { $numbers } aux 400 mètres
target-per-100-metres = { $at } { $numbers } aux 100 mètres
target-per-100-yards = { $at } { $numbers } aux 100 yards
target-inch = { $at } { $numbers } { $count ->
    [one] pouce
   *[other] pouces
}
target-foot = { $at } { $numbers } { $count ->
    [one] pied
   *[other] pieds
}
target-centimetre = { $at } { $numbers } { $count ->
    [one] centimètre
   *[other] centimètres
}
effort-rpe = RPE { $figure }
effort-rir = { $count ->
    [0] aucune répétition en réserve
    [1] une répétition en réserve
   *[other] { $figure } répétitions en réserve
}
effort-easy = effort léger
effort-moderate = effort modéré
effort-hard = effort intense
effort-all-out = à fond

## Mots du langage des scripts

side-left = côté gauche
side-left-leg = jambe gauche
side-left-arm = bras gauche
side-left-foot = pied gauche
side-left-hand = main gauche
side-right = côté droit
side-right-leg = jambe droite
side-right-arm = bras droit
side-right-foot = pied droit
side-right-hand = main droite
each-side = par côté
each-leg = par jambe
each-arm = par bras
each-foot = par pied
each-hand = par main
rule-alternating = en alternant
rule-alternating-sets = en alternant par série
rule-alternating-rounds = en alternant par tour
rule-switch-halfway = change de côté à la moitié
rule-left-only = à gauche seulement
rule-right-only = à droite seulement
way-up = en montant
way-down = en descendant
way-back = en arrière
way-forward = en avant
way-each-way = dans chaque sens
phase-down = descends
phase-up = monte
phase-in = inspire
phase-out = souffle
phase-hold = tiens
phase-hold-low = pause
phase-lower = descends
phase-lift = soulève
phase-raise = lève
phase-return = reviens
phase-pull = tire
phase-push = pousse
phase-press = presse
phase-squeeze = contracte
phase-extend = tends
phase-open = ouvre
phase-release = relâche
phase-bend = plie
phase-close = ferme
phase-inhale = inspire
phase-exhale = expire
phase-pause = pause
fast = { $phase } vite

## Chiffres

figure = { $number }
time-minutes = { $count ->
    [0.5] une demi-minute
    [1] une minute
    [one] { $numbers } minute
   *[other] { $numbers } minutes
}
time-seconds = { $count ->
    [0.5] une demi-seconde
    [1] une seconde
    [one] { $numbers } seconde
   *[other] { $numbers } secondes
}
time-hours = { $count ->
    [0.5] une demi-heure
    [1] une heure
    [one] { $numbers } heure
   *[other] { $numbers } heures
}
minutes-seconds = { $minutes } { $seconds }
length-centimetre = { $count ->
    [one] { $numbers } centimètre
   *[other] { $numbers } centimètres
}
weight-kg = { $count ->
    [1] un kilo
   *[other] { $numbers } kilos
}
weight-lb = { $count ->
    [1] une livre
   *[other] { $numbers } livres
}
thousands-mark = { " " }
decimal-mark = { "," }
percent = { $numbers } pour cent
to = { $low } à { $high }
multiplied = { $number } fois { $other }
ratio = { $number } pour { $other }
per = par
per-nouns = côté, jambe, bras, pied, main, rép, série, tour, min, minute, semaine, jour, heure, séance, longueur, mois, exercice, répétition, kilomètre, mile, mètre, kilo
pace-one = au { $unit }
pace-many = aux { $measure }
with = avec
number-of = { $number } sur { $total }
of-nouns = semaine, jour, série, tour, partie, bloc, phase, étape, séance, entraînement, niveau, longueur, rép, exercice, atelier, circuit, intervalle, leçon, module, chapitre, test, mois, répétition, R P E, effort
fraction = { $bottom ->
    [2] demi
    [3] { $top ->
        [1] un tiers
       *[other] deux tiers
    }
    [4] { $top ->
        [1] un quart
       *[other] trois quarts
    }
    [5] { $top ->
        [1] un cinquième
       *[other] { $top } cinquièmes
    }
    [6] { $top ->
        [1] un sixième
       *[other] { $top } sixièmes
    }
    [8] { $top ->
        [1] un huitième
       *[other] { $top } huitièmes
    }
    [10] { $top ->
        [1] un dixième
       *[other] { $top } dixièmes
    }
   *[other] { $top } sur { $bottom }
}
mixed = { $whole } et { $bottom ->
    [2] demi
   *[other] { $part }
}
halves =
    tour, kilomètre, litre, cercle, marathon, squat: un demi- | de
    heure, minute, seconde, rotation, longueur, répétition, série: une demi- | de
measure = { $count ->
    [1] { $one }
    [one] { $numbers } { $singular }
   *[other] { $numbers } { $plural }
}
clock = { $minutes ->
    [0] { $hour } heures
   *[other] { $hour } heures { $minutes }
}
clock-am = { $minutes ->
    [0] { $hour } heures du matin
   *[other] { $hour } heures { $minutes } du matin
}
clock-pm = { $minutes ->
    [0] { $hour } heures { $hour ->
        [12] de l'après-midi
        [1] de l'après-midi
        [2] de l'après-midi
        [3] de l'après-midi
        [4] de l'après-midi
        [5] de l'après-midi
       *[other] du soir
    }
   *[other] { $hour } heures { $minutes } { $hour ->
        [12] de l'après-midi
        [1] de l'après-midi
        [2] de l'après-midi
        [3] de l'après-midi
        [4] de l'après-midi
        [5] de l'après-midi
       *[other] du soir
    }
}
clock-minutes = { $minutes }

# Comment s'écrit l'heure du jour (… tient lieu des chiffres), et la phrase qui la dit.
day-times =
    … a.m., … a. m., … am: clock-am
    … p.m., … p. m., … pm: clock-pm
    …h…: clock

# Comment les unités s'écrivent après un nombre, et la phrase qui les dit, ou les mots pour une et pour plusieurs.
# Une majuscule ne vaut que telle quelle.
measures =
    s, sec, secs, seconde, secondes: time-seconds
    min, mins, mn, minute, minutes: time-minutes
    h, hr, hrs, heure, heures: time-hours
    kg, kgs: weight-kg
    lb, lbs: weight-lb
    cm: length-centimetre
    km, kms, kilomètre, kilomètres: count-kilometre
    mi: count-mile
    yd, yds: count-yard
    ft: count-foot
    m, mts, mètre, mètres: count-metre
    cal, cals, kcal, kcals: count-calorie
    rep, reps, rép, réps, répétition, répétitions: count-rep
    %: percent
    x, ×: une fois | fois
    ″: un pouce | pouces
    mm: un millimètre | millimètres
    g: un gramme | grammes
    ml: un millilitre | millilitres
    l: un litre | litres
    m2: un mètre carré | mètres carrés
    W: un watt | watts
    kJ: un kilojoule | kilojoules
    Hz: un hertz | hertz
    rpm, tr/min, tpm: un tour par minute | tours par minute
    spm: un coup par minute | coups par minute
    bpm: un battement par minute | battements par minute
    mph: un mile à l'heure | miles à l'heure
    kph, kmh: un kilomètre à l'heure | kilomètres à l'heure
    °: un degré | degrés
    °C: un degré Celsius | degrés Celsius
    °F: un degré Fahrenheit | degrés Fahrenheit
    tour, tours: un tour | tours
    série, séries: une série | séries
    longueur, longueurs: une longueur | longueurs
    pas: un pas | pas
    sem: une semaine | semaines
    RM: une répétition maximale | répétitions maximales

# Les côtés après un nombre de répétitions, comme 10 G, 10 D.
sides =
    G: à gauche
    D: à droite

# Ce que veulent dire les signes " et ' après un nombre, sauf à côté d'un mot de temps.
marks =
    ": s
    ': min
time-words = repos, tiens

# Ce qui se dit pour un signe ; ← et d'autres sont muets.
symbols =
    ~: environ
    ±: plus ou moins
    -: moins
    <: moins de
    >: plus de
    ≤: au plus
    ≥: au moins
    @: à
    #: numéro
    &: et
    +: plus
    =: égale
    ÷: divisé par
    →: à
    ↔: et
    ↑: vers le haut
    ↓: vers le bas

## Ce que montre l'écran

shown-rest = Repos
shown-get-ready = En place
shown-changeover = Transition
shown-switch = Changement de côté
shown-finish = Fin

## Ce que l'écran montre d'une série, en peu de lettres

written-rep = { $count ->
    [one] rép
   *[other] réps
}
written-step = { $count ->
   *[other] pas
}
written-breath = { $count ->
    [one] respiration
   *[other] respirations
}
written-beat = { $count ->
    [one] pulsation
   *[other] pulsations
}
written-stroke = { $count ->
    [one] coup
   *[other] coups
}
written-lap = { $count ->
    [one] tour de piste
   *[other] tours de piste
}
written-max = max de { $what }
written-hold = tiens { $dose }
written-hold-max = tiens au max
written-load = à { $load }
written-target = à { $target }
written-percent = à { $figures } % de { $reference }
written-length = à { $length }

## Ce que montre la pochette

cover-rounds = { $rounds } tours
cover-sets = { $sets } séries
cover-rounds-of-sets =
    { $rounds } tours
    de { $sets } séries

## Abréviations

abbreviations =
    EMOM: chaque minute, à la minute
    AMRAP: autant de tours que possible
    RDL: soulevé de terre roumain
    RPE: R P E
    RIR: répétitions en réserve
    KB: kettlebell
    HIIT: hite
    env.: environ
    p. ex.: par exemple
    G → D: gauche à droite
    D → G: droite à gauche
    G + D: gauche et droite
    récup.: récupération
    récup: récupération
    jbe: jambe
    pdt: pendant
    fois/sem.: fois par semaine
    fois/sem: fois par semaine
    tps: temps
    PdC: poids du corps
    pdc: poids du corps
    L/R: gauche et droite
    R/L: droite et gauche
    1RM: une répétition maximale
    max.: maximum
    G/D: gauche et droite
    km/h: kilomètres à l'heure
    p.ex.: par exemple
    par ex.: par exemple
    ex.: exemple
    etc.: et cetera
    c.-à-d.: c'est-à-dire
    càd: c'est-à-dire
    c-à-d: c'est-à-dire
    env: environ
    approx.: environ
    incl.: inclus
    min.: minimum
    rép.: répétitions
    rép: répétitions
    réps: répétitions
    reps: répétitions
    rep.: répétitions
    mn: minutes
    n°: numéro
    nº: numéro
    vs.: contre
    vs: contre
    g./d.: gauche et droite
    d./g.: droite et gauche
    g/d: gauche et droite
    d/g: droite et gauche
    jambe g.: jambe gauche
    jambe d.: jambe droite
    bras g.: bras gauche
    bras d.: bras droit
    pied g.: pied gauche
    pied d.: pied droit
    main g.: main gauche
    main d.: main droite
    côté g.: côté gauche
    côté d.: côté droit
    genou g.: genou gauche
    genou d.: genou droit
    épaule g.: épaule gauche
    épaule d.: épaule droite
    g.: gauche
    d.: droite
    dr.: droite
    gche: gauche
    dte: droite
    alt.: en alternant
    ch.: chaque
    c/: avec
    s/: sans
    sem.: semaine
    FC: fréquence cardiaque
    FCmax: fréquence cardiaque maximale
    PDC: poids du corps
    DB: haltère
    BB: barre
    BW: poids du corps
    kg: kilos
    km: kilomètres
    cm: centimètres
    kcal: kilocalories
    tr/min: tours par minute
    rpm: tours par minute
    bpm: battements par minute
    m/s: mètres par seconde
    w/o: sans
