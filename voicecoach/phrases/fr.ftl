# Ce que dit le coach en français ; en.ftl explique la structure.

## La séance

title = { $title }.
about = { $minutes ->
    [0] Moins d'une minute.
    [one] Environ une minute.
   *[other] Environ { $minutes } minutes.
}
equipment = Il te faut : { $equipment }.
today = Aujourd'hui, { $load }.
finish = C'est fini. Bien joué.
    .short = Fini.
finish-2 = Et voilà, séance terminée. Beau travail.
    .short = Fini.
finish-rounds = C'est fini, { $rounds ->
    [one] { $rounds } tour
   *[other] { $rounds } tours
}. Bien joué.
    .short = C'est fini. Bien joué.
    .least = Fini.

## Ce qui vient

first = D'abord : { $title }. { $what }.
    .short = { $title }. { $dose }.
    .least = { $title }.
next = Ensuite : { $title }. { $what }.
    .short = { $title }. { $dose }.
    .least = { $title }.
next-2 = À suivre : { $title }. { $what }.
    .short = { $title }. { $dose }.
    .least = { $title }.
again = Encore : { $title }. { $what }.
    .short = { $title }. { $dose }.
    .least = { $title }.
other-side = L'autre côté : { $title }. { $what }.
    .short = { $title }. { $dose }.
    .least = { $title }.
block = { $title }. { $how } : { $items }.
    .short = { $title }. { $how }.
    .least = { $title }.
sided = { $title }, { $side }
round = Tour { $number } sur { $rounds }.
    .short = Tour { $number }.
round-last = Dernier tour.
round-last-2 = C'est le dernier tour.
    .short = Dernier tour.
sets = { $sets ->
    [one] Une série.
   *[other] { $sets } séries.
}
set = Série { $number } sur { $sets }.
    .short = Série { $number }.
set-last = Dernière série.
set-last-2 = Encore une série, la dernière.
    .short = Dernière série.
missed-start = Tu as manqué un départ. Le prochain compte.
    .short = Manqué. Attends.

## Repos et attente

rest = Repos, { $time }.
    .short = Repos.
rest-2 = { $time } de repos.
    .short = Repos.
rest-as-needed = Repose-toi autant qu'il faut.
    .short = Repos.
rest-left = Encore { $time } de repos.
    .short = { $time }.
ready = Continue quand tu es prêt.
    .short = Prêt ?
ready-2 = Quand tu es prêt, on continue.
    .short = Prêt ?
done = Continue quand tu as fini.
    .short = Fini ?
done-2 = Quand tu as fini, continue.
    .short = Fini ?

## Pendant la série

halfway = Moitié.
halfway-2 = La moitié est faite.
    .short = Moitié.
halfway-3 = Tu es à la moitié.
    .short = Moitié.
time-left = Encore { $time }.
    .short = { $time }.
turn = Maintenant { $way }.
turn-again = Et encore.
release = Relâche.
release-2 = Lâche.
hold-number = Tiens, { $number }.
    .short = { $number }.
encourage = Beau travail.
encourage-2 = Très bien.
encourage-3 = Bien. Souffle.
encourage-4 = Fort. Secoue un peu.
encourage-5 = C'était solide.
encourage-6 = Continue comme ça.
encourage-7 = Tu t'en sors bien.
encourage-8 = Bien. Ne lâche rien.

## Doses

or-more = { $numbers } ou plus
joined = { $one } et { $other }
count-rep = { $count ->
    [one] { $numbers } répétition
   *[other] { $numbers } répétitions
}
count-step = { $count ->
    [one] { $numbers } pas
   *[other] { $numbers } pas
}
count-breath = { $count ->
    [one] { $numbers } respiration
   *[other] { $numbers } respirations
}
count-beat = { $count ->
    [one] { $numbers } temps
   *[other] { $numbers } temps
}
count-metre = { $count ->
    [one] { $numbers } mètre
   *[other] { $numbers } mètres
}
count-kilometre = { $count ->
    [one] { $numbers } kilomètre
   *[other] { $numbers } kilomètres
}
count-mile = { $count ->
    [one] { $numbers } mile
   *[other] { $numbers } miles
}
count-calorie = { $count ->
    [one] une calorie
   *[other] { $numbers } calories
}
count-lap = { $count ->
    [one] { $numbers } tour
   *[other] { $numbers } tours
}
count-hold = { $count ->
    [one] { $numbers } maintien
   *[other] { $numbers } maintiens
}
count-set = { $count ->
    [one] une série
   *[other] { $numbers } séries
}
max-rep = Autant de répétitions que possible
max-step = Autant de pas que possible
max-breath = Autant de respirations que possible
max-beat = Autant de temps que possible
max-metre = Autant de mètres que possible
max-kilometre = Autant de kilomètres que possible
max-mile = Autant de miles que possible
max-calorie = Autant de calories que possible
max-lap = Autant de tours que possible
max-hold = Autant de maintiens que possible
sets-of = { $sets } de { $dose }
each-of = { $dose } { $side }
hold-for = Tiens { $dose }
hold-max = Tiens aussi longtemps que possible
holds = { $holds } de { $time }
until-done = Jusqu'à ce que tu aies fini
rounds-in = Autant de tours que possible en { $time }
for-time = Contre la montre
rounds-for-time = { $rounds ->
    [one] { $rounds } tour
   *[other] { $rounds } tours
}, contre la montre
in-time = en { $time }
at-most = { $time } au plus
own-pace = à ton rythme
alternating-from = en alternant, d'abord { $side }

## Charges et effort

loaded = { $dose } { $load }
with-load = avec { $load }
at-bodyweight = au poids du corps
at-percent = à { $figures } pour cent de { $reference }
at-mass = avec { $mass }
at-bodyweight-plus = au poids du corps plus { $mass }
mass-kg = { $count ->
    [one] { $numbers } kilo
   *[other] { $numbers } kilos
}
mass-lb = { $count ->
    [one] une livre
   *[other] { $numbers } livres
}
effort-rpe = effort { $figure } sur 10
effort-rir = { $count ->
    [one] une répétition en réserve
   *[other] { $figure } répétitions en réserve
}
effort-easy = facile
effort-moderate = modéré
effort-hard = dur
effort-all-out = à fond

## Mots du langage des scripts

side-left = gauche
side-left-leg = jambe gauche
side-left-arm = bras gauche
side-left-foot = pied gauche
side-left-hand = main gauche
side-right = droite
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
rule-switch-halfway = changement à la moitié
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
phase-out = expire
phase-hold = tiens

## Chiffres

figure = { $number }
time-minutes = { $count ->
    [one] { $numbers } minute
   *[other] { $numbers } minutes
}
time-seconds = { $count ->
    [one] { $numbers } seconde
   *[other] { $numbers } secondes
}
time-hours = { $count ->
    [one] { $numbers } heure
   *[other] { $numbers } heures
}
length-centimetre = { $count ->
    [one] { $numbers } centimètre
   *[other] { $numbers } centimètres
}
percent = { $numbers } pour cent
to = { $low } à { $high }
multiplied = { $number } fois { $other }
ratio = { $number } pour { $other }
per = par
per-nouns = côté, jambe, bras, pied, main, rép, série, tour, min, minute, semaine, jour
with = avec
and = et
fraction-half = un demi
fraction-third = un tiers
fraction-two-thirds = deux tiers
fraction-quarter = un quart
fraction-three-quarters = trois quarts
mixed = { $whole } et { $part ->
    [half] demi
    [third] un tiers
    [two-thirds] deux tiers
    [quarter] un quart
   *[three-quarters] trois quarts
}
abbreviations =
    EMOM: chaque minute, à la minute
    AMRAP: autant de tours que possible
    RDL: soulevé de terre roumain
    RPE: effort
    RIR: répétitions en réserve
    KB: kettlebell
    HIIT: hite
    reps.: répétitions
    env.: environ
    p. ex.: par exemple
    L/R: gauche et droite
    R/L: droite et gauche
