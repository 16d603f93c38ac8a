# Was der Coach auf Deutsch sagt; en.ftl erklärt den Aufbau.

## Die Einheit

title = { $title }.
about = { $hours ->
    [0] { $minutes ->
        [0] Weniger als eine Minute.
        [one] Etwa eine Minute.
       *[other] Etwa { $minutes } Minuten.
    }
    [one] { $minutes ->
        [0] Etwa eine Stunde.
        [30] Etwa anderthalb Stunden.
        [one] Etwa eine Stunde und eine Minute.
       *[other] Etwa eine Stunde und { $minutes } Minuten.
    }
   *[other] { $minutes ->
        [0] Etwa { $hours } Stunden.
        [one] Etwa { $hours } Stunden und eine Minute.
       *[other] Etwa { $hours } Stunden und { $minutes } Minuten.
    }
}
equipment = Du brauchst: { $equipment }.
today = Heute { $load }.
today-with = Heute: { $load }.
finish = Das war's. Gut gemacht.
    .short = Training geschafft.
finish-2 = Und das war dein Training. Stark.
    .short = Training geschafft.
finish-rounds = Das war's, { $rounds ->
    [one] { $rounds } Runde
   *[other] { $rounds } Runden
}. Gut gemacht.
    .short = Das war's. Gut gemacht.
    .least = Training geschafft.

## Was eine Stimme als Probe sagt

sample = Kniebeugen, 10 Wiederholungen. Hüfte nach hinten, Brust raus. Dann 45 Sekunden Pause.

## Was kommt

first = Zuerst: { $title }. { $what }.
next = Als Nächstes: { $title }. { $what }.
next-2 = Jetzt kommt: { $title }. { $what }.
named = { $title }. { $what }.
ahead = Gleich: { $what }
again = Das Gleiche noch mal.
other-side = Andere Seite: { $title }. { $what }.
    .short = Andere Seite: { $title }.
block = { $title }. { $how }: { $items }.
    .short = { $title }. { $how }.
    .least = { $title }.
sided = { $title }, { $side }
every-minute = Jede Minute zur vollen Minute, { $time } lang.
every-turn = { $seconds ->
    [60] Jede Minute
   *[other] Alle { $every }
} ein Start, { $time } lang.
every-round = { $seconds ->
    [60] Jede Minute
   *[other] Alle { $time }
} beginnt eine Runde.
every-set = { $seconds ->
    [60] Jede Minute
   *[other] Alle { $time }
} beginnt ein Satz.
until-missed = Mach weiter, bis du einen Start verpasst.
round = Runde { $number } von { $rounds }.
    .short = Runde { $number }.
round-last = Letzte Runde.
round-last-2 = Das ist die letzte Runde.
    .short = Letzte Runde.
round-block = Block { $number } von { $rounds }.
    .short = Block { $number }.
round-block-last = Letzter Block.
round-minute = Minute { $number } von { $rounds }.
    .short = Minute { $number }.
round-minute-last = Letzte Minute.
rungs = Danach { $numbers }.
rungs-down = Danach abwärts bis { $number }.
rungs-up = Danach aufwärts bis { $number }.
sets = { $sets ->
    [one] Ein Satz.
   *[other] { $sets } Sätze.
}
set = Satz { $number } von { $sets }.
    .short = Satz { $number }.
set-last = Letzter Satz.
missed-start = Du hast einen Start verpasst. Der nächste zählt.
    .short = Verpasst. Warte.

## Pausen und Warten

rest = Pause, { $time }.
    .short = Pause.
rest-2 = { $time } Pause.
    .short = Pause.
rest-then = Dann { $time } Pause.
    .short = Dann Pause.
rest-as-needed = Pause, so lange du brauchst.
    .short = Pause.
rest-until = Pause, bis { $what }.
    .short = Pause.
rest-until-at-most = Pause, bis { $what }, höchstens { $time }.
    .short = Pause, höchstens { $time }.
rest-as-needed-at-most = Pause, so lange du brauchst, höchstens { $time }.
    .short = Pause, höchstens { $time }.
rest-of-set = { $percent ->
    [50] Pause, halb so lange, wie der Satz gedauert hat.
    [100] Pause, so lange, wie der Satz gedauert hat.
    [200] Pause, doppelt so lange, wie der Satz gedauert hat.
   *[other] Pause, { $percent } Prozent der Zeit des Satzes.
}
    .short = Pause.
rest-left = Noch { $time } Pause.
    .short = { $time }.
nudge = Ich warte auf dich.
more-rest = 10 Sekunden mehr Pause.
missed = Nicht geschafft.

## Im Satz

halfway = Halbzeit.
halfway-2 = Die Hälfte ist geschafft.
    .short = Halbzeit.
halfway-3 = Das ist die Hälfte.
    .short = Halbzeit.
time-left = Noch { $time }.
    .short = { $time }.
elapsed = { $time } vorbei.
turn = Jetzt { $what }.
    .short = { $said }.
turn-again = Und noch mal.
more = Und weiter, so lange du kannst.
    .short = Und weiter.
release = Entspannen.
release-2 = Lockerlassen.
hold-number = Nummer { $number }.
holds-left = Noch { $number }.
hold-last = Letztes Mal.
last-breath = Letzter Atemzug.
breathe-normally = Atme normal weiter.
encourage = Gut gemacht.
encourage-2 = Sehr gut.
encourage-3 = Stark. Atme aus.
encourage-4 = Gut. Schüttle dich locker.
encourage-5 = Das war sauber.
encourage-6 = Weiter so.
encourage-7 = Du machst das gut.
encourage-8 = Gut. Bleib dran.

## Umfang

or-more = mindestens { $numbers }
joined = { $one } und { $other }
then = { $one }, dann { $other }
count-rep = { $count ->
    [0.5] eine halbe Wiederholung
    [one] eine Wiederholung
   *[other] { $numbers } Wiederholungen
}
count-step = { $count ->
    [one] ein Schritt
   *[other] { $numbers } Schritte
}
count-breath = { $count ->
    [one] ein Atemzug
   *[other] { $numbers } Atemzüge
}
count-beat = { $count ->
    [one] eine Zählzeit
   *[other] { $numbers } Zählzeiten
}
count-metre = { $count ->
    [one] ein Meter
   *[other] { $numbers } Meter
}
count-kilometre = { $count ->
    [0.5] ein halber Kilometer
    [one] ein Kilometer
   *[other] { $numbers } Kilometer
}
count-mile = { $count ->
    [0.25] eine Viertelmeile
    [0.5] eine halbe Meile
    [0.75] eine Dreiviertelmeile
    [one] eine Meile
   *[other] { $numbers } Meilen
}
count-yard = { $count ->
    [one] ein Yard
   *[other] { $numbers } Yard
}
count-foot = { $count ->
    [one] ein Fuß
   *[other] { $numbers } Fuß
}
count-calorie = { $count ->
    [one] eine Kalorie
   *[other] { $numbers } Kalorien
}
count-stroke = { $count ->
    [one] ein Schlag
   *[other] { $numbers } Schläge
}
count-lap = { $count ->
    [0.5] eine halbe Bahn
    [one] eine Bahn
   *[other] { $numbers } Bahnen
}
count-hold = { $count ->
    [one] einmal
   *[other] { $numbers } mal
}
count-set = { $count ->
    [one] ein Satz
   *[other] { $numbers } Sätze
}
max-rep = so viele Wiederholungen, wie du schaffst
max-step = so viele Schritte, wie du schaffst
max-breath = so viele Atemzüge, wie du schaffst
max-beat = so viele Zählzeiten, wie du schaffst
max-metre = so viele Meter, wie du schaffst
max-kilometre = so viele Kilometer, wie du schaffst
max-mile = so viele Meilen, wie du schaffst
max-yard = so viele Yard, wie du schaffst
max-foot = so viele Fuß, wie du schaffst
max-calorie = so viele Kalorien, wie du schaffst
max-stroke = so viele Schläge, wie du schaffst
max-lap = so viele Bahnen, wie du schaffst
max-hold = so oft du kannst
sets-of = { $sets }, je { $dose }
each-of = { $dose } { $side }
hold-for = { $dose } halten
hold-max = halten, so lange du kannst
holds = { $holds } { $time } halten
until-done = lass dir Zeit
until = bis { $what }
rounds-in = { $time } lang so viele Runden, wie du schaffst
for-time = auf Zeit
rounds-for-time = { $rounds ->
    [one] eine Runde
   *[other] { $rounds } Runden
}, auf Zeit
in-time = { $time } lang
at-most = höchstens { $time }
in-all = insgesamt { $dose }
any-sets = in so vielen Sätzen, wie du brauchst
own-pace = in deinem Tempo
alternating-from = abwechselnd, { $side } zuerst

## Last und Anstrengung

loaded = { $dose } { $load }
at-figure = mit
at-range = mit
with-load = mit { $load }
at-bodyweight = mit Körpergewicht
at-percent = { $at } { $figures } Prozent von { $reference }
at-mass = { $at } { $mass }
at-bodyweight-plus = mit Körpergewicht plus { $mass }
mass-kg = { $count ->
    [one] einem Kilo
   *[other] { $numbers } Kilo
}
mass-lb = { $count ->
    [one] einem Pfund
   *[other] { $numbers } Pfund
}
target-stroke-rate = { $at } { $count ->
    [one] einem Schlag
   *[other] { $numbers } Schlägen
} pro Minute
target-cadence = { $at } { $count ->
    [one] einer Umdrehung
   *[other] { $numbers } Umdrehungen
} pro Minute
target-power = { $at } { $count ->
    [one] einem Watt
   *[other] { $numbers } Watt
}
target-km-per-hour = { $at } { $count ->
    [one] einem Kilometer
   *[other] { $numbers } Kilometern
} pro Stunde
target-miles-per-hour = { $at } { $count ->
    [one] einer Meile
   *[other] { $numbers } Meilen
} pro Stunde
target-per-kilometre = { $at } { $numbers } pro Kilometer
target-per-mile = { $at } { $numbers } pro Meile
target-per-500-metres = { $at } { $numbers } pro 500 Meter
target-per-400-metres = { $at } { $numbers } pro 400 Meter
target-per-100-metres = { $at } { $numbers } pro 100 Meter
target-per-100-yards = { $at } { $numbers } pro 100 Yard
target-inch = auf { $count ->
    [one] einem Zoll
   *[other] { $numbers } Zoll
}
target-foot = auf { $count ->
    [one] einem Fuß
   *[other] { $numbers } Fuß
}
target-centimetre = auf { $count ->
    [one] einem Zentimeter
   *[other] { $numbers } Zentimeter
}
effort-rpe = RPE { $figure }
effort-rir = { $count ->
    [0] keine Wiederholung in Reserve
    [one] eine Wiederholung in Reserve
   *[other] { $figure } Wiederholungen in Reserve
}
effort-easy = locker
effort-moderate = mittlere Anstrengung
effort-hard = hart
effort-all-out = alles geben

## Wörter der Skriptsprache

side-left = links
side-left-leg = linkes Bein
side-left-arm = linker Arm
side-left-foot = linker Fuß
side-left-hand = linke Hand
side-right = rechts
side-right-leg = rechtes Bein
side-right-arm = rechter Arm
side-right-foot = rechter Fuß
side-right-hand = rechte Hand
each-side = pro Seite
each-leg = pro Bein
each-arm = pro Arm
each-foot = pro Fuß
each-hand = pro Hand
rule-alternating = abwechselnd
rule-alternating-sets = abwechselnd nach Sätzen
rule-alternating-rounds = abwechselnd nach Runden
rule-switch-halfway = Wechsel zur Halbzeit
rule-left-only = nur links
rule-right-only = nur rechts
way-up = hoch
way-down = runter
way-back = zurück
way-forward = vor
way-each-way = je Richtung
phase-down = runter
phase-up = hoch
phase-in = einatmen
phase-out = ausatmen
phase-hold = halten
phase-hold-low = unten halten
phase-lower = senken
phase-lift = heben
phase-raise = anheben
phase-return = zurück
phase-pull = ziehen
phase-push = schieben
phase-press = drücken
phase-squeeze = anspannen
phase-extend = strecken
phase-open = öffnen
phase-release = lösen
phase-bend = beugen
phase-close = schließen
phase-inhale = einatmen
phase-exhale = ausatmen
phase-pause = kurz halten
fast = schnell { $phase }

## Zahlen

figure = { $number }
time-minutes = { $count ->
    [0.5] eine halbe Minute
    [one] eine Minute
   *[other] { $numbers } Minuten
}
time-seconds = { $count ->
    [0.5] eine halbe Sekunde
    [one] eine Sekunde
   *[other] { $numbers } Sekunden
}
time-hours = { $count ->
    [0.5] eine halbe Stunde
    [one] eine Stunde
   *[other] { $numbers } Stunden
}
minutes-seconds = { $minutes } { $seconds }
length-centimetre = { $count ->
    [one] ein Zentimeter
   *[other] { $numbers } Zentimeter
}
weight-kg = { $count ->
    [one] ein Kilo
   *[other] { $numbers } Kilo
}
weight-lb = { $count ->
    [one] ein Pfund
   *[other] { $numbers } Pfund
}
thousands-mark = { "." }
decimal-mark = { "," }
percent = { $numbers } Prozent
to = { $low } bis { $high }
multiplied = { $number } mal { $other }
ratio = { $number } zu { $other }
per = pro
per-nouns = Seite, Bein, Arm, Fuß, Hand, Wdh, Satz, Runde, Min, Minute, Woche, Tag, Stunde, Einheit, Bahn, Monat, Übung, Wiederholung, Kilometer, Meile, Meter, Kilo
pace-one = pro { $unit }
pace-many = pro { $measure }
with = mit
number-of = { $number } von { $total }
of-nouns = Woche, Tag, Satz, Runde, Teil, Block, Phase, Stufe, Einheit, Training, Level, Schritt, Bahn, Übung, Station, Zirkel, Intervall, Lektion, Modul, Kapitel, Test, Monat, Durchgang, Serie, Wiederholung, R P E, Anstrengung
fraction = { $bottom ->
    [2] halbe
    [3] { $top ->
        [1] ein Drittel
       *[other] zwei Drittel
    }
    [4] { $top ->
        [1] ein Viertel
       *[other] drei Viertel
    }
    [5] { $top ->
        [1] ein Fünftel
       *[other] { $top } Fünftel
    }
    [6] { $top ->
        [1] ein Sechstel
       *[other] { $top } Sechstel
    }
    [8] { $top ->
        [1] ein Achtel
       *[other] { $top } Achtel
    }
    [10] { $top ->
        [1] ein Zehntel
       *[other] { $top } Zehntel
    }
   *[other] { $top } durch { $bottom }
}
mixed = { $whole } { $bottom ->
    [2] komma 5
   *[other] { $part }
}
halves =
    Drehung, Umdrehung, Runde, Wiederholung, Minute, Sekunde, Stunde, Meile, Bahn, Rotation, Länge: eine halbe
    Kreis, Kilometer, Liter, Marathon, Satz: ein halber
measure = { $count ->
    [1] { $one }
    [one] { $numbers } { $singular }
   *[other] { $numbers } { $plural }
}
clock = { $minutes ->
    [0] { $hour } Uhr
   *[other] { $hour } Uhr { $minutes }
}
clock-am = { $minutes ->
    [0] { $hour } Uhr morgens
   *[other] { $hour } Uhr { $minutes } morgens
}
clock-pm = { $minutes ->
    [0] { $hour } Uhr { $hour ->
        [6] abends
        [7] abends
        [8] abends
        [9] abends
        [10] abends
        [11] abends
       *[other] nachmittags
    }
   *[other] { $hour } Uhr { $minutes } { $hour ->
        [6] abends
        [7] abends
        [8] abends
        [9] abends
        [10] abends
        [11] abends
       *[other] nachmittags
    }
}
clock-minutes = { $minutes }

# Wie die Uhrzeit geschrieben wird (… steht für die Ziffern), und die Phrase dafür.
day-times =
    … a.m., … a. m.: clock-am
    … p.m., … p. m.: clock-pm
    … Uhr: clock
    um …, gegen …: clock

# Wie Einheiten nach einer Zahl geschrieben werden, und die Phrase dafür, oder die Wörter für eine und für mehrere.
# Ein großer Buchstabe gilt nur groß.
measures =
    s, sec, secs, sek, sekunde, sekunden: time-seconds
    min, mins, mn, minute, minuten: time-minutes
    h, hr, hrs, std, stunde, stunden: time-hours
    kg, kgs: weight-kg
    lb, lbs: weight-lb
    cm: length-centimetre
    km, kms, kilometer: count-kilometre
    mi: count-mile
    yd, yds: count-yard
    ft: count-foot
    m, mts, meter: count-metre
    cal, cals, kcal, kcals: count-calorie
    rep, reps, wdh, wdhs, wh, wiederholung, wiederholungen: count-rep
    %: percent
    x, ×: einmal | mal
    ″: ein Zoll | Zoll
    mm: ein Millimeter | Millimeter
    g: ein Gramm | Gramm
    ml: ein Milliliter | Milliliter
    l: ein Liter | Liter
    m2, qm: ein Quadratmeter | Quadratmeter
    W: ein Watt | Watt
    kJ: ein Kilojoule | Kilojoule
    Hz: ein Hertz | Hertz
    rpm, u/min, upm: eine Umdrehung pro Minute | Umdrehungen pro Minute
    spm: ein Schlag pro Minute | Schläge pro Minute
    bpm: ein Schlag pro Minute | Schläge pro Minute
    mph: eine Meile pro Stunde | Meilen pro Stunde
    kph, kmh: ein Kilometer pro Stunde | Kilometer pro Stunde
    °: ein Grad | Grad
    °C: ein Grad Celsius | Grad Celsius
    °F: ein Grad Fahrenheit | Grad Fahrenheit
    wo, woche, wochen: eine Woche | Wochen
    Rd, Rdn, Runde, Runden: eine Runde | Runden
    Satz, Sätze: ein Satz | Sätze
    Serie, Serien: eine Serie | Serien
    Schritt, Schritte: ein Schritt | Schritte
    Bahn, Bahnen: eine Bahn | Bahnen
    KH: eine Kurzhantel | Kurzhanteln
    LH: eine Langhantel | Langhanteln
    RM: eine Maximalwiederholung | Maximalwiederholungen

# Seiten nach einer Zahl von Wiederholungen, wie 10 L, 10 R.
sides =
    L: links
    R: rechts

# Was die Zeichen " und ' nach einer Zahl bedeuten, wenn kein Wort für eine Zeit neben der Zahl steht.
marks =
    ": s
    ': min
time-words = Pause, Halten, Erholung, Ruhe, Belastung, Arbeit, Gehen, Gehpause, Traben, Trabpause, Laufen, Stütz, Unterarmstütz, Plank, Seilspringen, Dehnen, Aufwärmen

# Was für ein Zeichen gesagt wird; ← und Ähnliches ist stumm.
symbols =
    ~: etwa
    ±: plus minus
    -: minus
    <: weniger als
    >: mehr als
    ≤: höchstens
    ≥: mindestens
    @: bei
    #: Nummer
    &: und
    +: plus
    =: gleich
    ÷: durch
    →: nach
    ↔: und
    ↑: hoch
    ↓: runter

## Was der Bildschirm zeigt

shown-rest = Pause
shown-get-ready = Bereitmachen
shown-changeover = Übergang
shown-switch = Seitenwechsel
shown-finish = Ende

## Was der Bildschirm von einem Satz zeigt, in wenigen Buchstaben

written-rep = { $count ->
   *[other] Wdh.
}
written-step = { $count ->
    [one] Schritt
   *[other] Schritte
}
written-breath = { $count ->
    [one] Atemzug
   *[other] Atemzüge
}
written-beat = { $count ->
    [one] Zählzeit
   *[other] Zählzeiten
}
written-stroke = { $count ->
    [one] Schlag
   *[other] Schläge
}
written-lap = { $count ->
    [one] Bahn
   *[other] Bahnen
}
written-max = max. { $what }
written-hold = { $dose } halten
written-hold-max = max. halten
written-load = mit { $load }
written-target = bei { $target }
written-percent = mit { $figures } % von { $reference }
written-length = auf { $length }

## Was das Titelbild einer Datei zeigt

cover-rounds = { $rounds } Runden
cover-sets = { $sets } Sätze
cover-rounds-of-sets =
    { $rounds } Runden
    je { $sets } Sätze

## Abkürzungen

abbreviations =
    EMOM: jede Minute zur vollen Minute
    AMRAP: so viele Runden wie möglich
    RDL: rumänisches Kreuzheben
    RPE: R P E
    RIR: Wiederholungen in Reserve
    KH: Kurzhantel
    LH: Langhantel
    KB: Kettlebell
    HIIT: Hit
    z. B.: zum Beispiel
    z.B.: zum Beispiel
    ca.: zirka
    L → R: links nach rechts
    L→R: links nach rechts
    R → L: rechts nach links
    R→L: rechts nach links
    L + R: links und rechts
    L+R: links und rechts
    Üb.: Übung
    Wdhn.: Wiederholungen
    Wdhn: Wiederholungen
    ges.: gesamt
    L/R: links und rechts
    R/L: rechts und links
    1RM: Maximalgewicht
    max.: maximal
    mind.: mindestens
    bzw.: beziehungsweise
    li/re: links und rechts
    km/h: Kilometer pro Stunde
    z. b.: zum Beispiel
    d. h.: das heißt
    d.h.: das heißt
    u. a.: unter anderem
    u.a.: unter anderem
    usw.: und so weiter
    etc.: et cetera
    evtl.: eventuell
    ggf.: gegebenenfalls
    inkl.: inklusive
    exkl.: exklusive
    vgl.: vergleiche
    bspw.: beispielsweise
    insb.: insbesondere
    insg.: insgesamt
    abw.: abwechselnd
    ca: zirka
    circa: zirka
    min.: mindestens
    Nr.: Nummer
    o. ä.: oder Ähnliches
    o.ä.: oder Ähnliches
    o. Ä.: oder Ähnliches
    o.Ä.: oder Ähnliches
    u. U.: unter Umständen
    u.U.: unter Umständen
    m. E.: meines Erachtens
    vs.: gegen
    vs: gegen
    zw.: zwischen
    jew.: jeweils
    Std.: Stunden
    Std: Stunden
    Min.: Minuten
    Sek.: Sekunden
    Sek: Sekunden
    Wdh.: Wiederholungen
    Wdh: Wiederholungen
    Wdhs: Wiederholungen
    li. Bein: linkes Bein
    re. Bein: rechtes Bein
    li. Arm: linker Arm
    re. Arm: rechter Arm
    li. Fuß: linker Fuß
    re. Fuß: rechter Fuß
    li. Hand: linke Hand
    re. Hand: rechte Hand
    li. Seite: linke Seite
    re. Seite: rechte Seite
    li. Knie: linkes Knie
    re. Knie: rechtes Knie
    li. Schulter: linke Schulter
    re. Schulter: rechte Schulter
    li.: links
    re.: rechts
    li: links
    re: rechts
    re/li: rechts und links
    li./re.: links und rechts
    re./li.: rechts und links
    KHs: Kurzhanteln
    LHs: Langhanteln
    KG: Körpergewicht
    HF: Herzfrequenz
    HFmax: maximale Herzfrequenz
    DB: Kurzhantel
    BB: Langhantel
    BW: Körpergewicht
    WH: Wiederholungen
    kg: Kilo
    km: Kilometer
    cm: Zentimeter
    kcal: Kilokalorien
    rpm: Umdrehungen pro Minute
    U/min: Umdrehungen pro Minute
    bpm: Schläge pro Minute
    spm: Schläge pro Minute
    m/s: Meter pro Sekunde
    w/o: ohne
