# Lo que dice el entrenador en español; en.ftl explica la estructura.

## La sesión

title = { $title }.
about = { $hours ->
    [0] { $minutes ->
        [0] Menos de un minuto.
        [one] Un minuto, más o menos.
       *[other] Unos { $minutes } minutos.
    }
    [one] { $minutes ->
        [0] Una hora, más o menos.
        [30] Una hora y media, más o menos.
        [one] Una hora y un minuto, más o menos.
       *[other] Una hora y { $minutes } minutos, más o menos.
    }
   *[other] { $minutes ->
        [0] Unas { $hours } horas.
        [30] Unas { $hours } horas y media.
        [one] Unas { $hours } horas y un minuto.
       *[other] Unas { $hours } horas y { $minutes } minutos.
    }
}
equipment = Necesitas: { $equipment }.
today = Hoy { $load }.
today-with = Hoy con { $load }.
finish = Eso es todo. Bien hecho.
    .short = Sesión terminada.
finish-2 = Y con esto terminas. Buen trabajo.
    .short = Sesión terminada.
finish-rounds = Eso es todo, { $rounds ->
    [one] una ronda
   *[other] { $rounds } rondas
}. Bien hecho.
    .short = Eso es todo. Bien hecho.
    .least = Sesión terminada.

## Lo que dice una voz de muestra

sample = Sentadillas, 10 repeticiones. Cadera atrás, pecho arriba. Después, 45 segundos de descanso.

## Lo que viene

first = Primero: { $title }. { $what }.
next = Ahora viene: { $title }. { $what }.
next-2 = Lo siguiente: { $title }. { $what }.
named = { $title }. { $what }.
ahead = Ahora viene: { $what }
again = Lo mismo otra vez.
other-side = El otro lado: { $title }. { $what }.
    .short = El otro lado: { $title }.
block = { $title }. { $how }: { $items }.
    .short = { $title }. { $how }.
    .least = { $title }.
sided = { $title }, { $side }
every-minute = Cada minuto, al minuto, durante { $time }.
every-turn = Una salida cada { $seconds ->
    [60] minuto
   *[other] { $every }
}, durante { $time }.
every-round = Una ronda cada { $seconds ->
    [60] minuto
   *[other] { $time }
}.
every-set = Una serie cada { $seconds ->
    [60] minuto
   *[other] { $time }
}.
until-missed = Sigue hasta que pierdas una salida.
round = Ronda { $number } de { $rounds }.
    .short = Ronda { $number }.
round-last = Última ronda.
round-last-2 = Esta es la última ronda.
    .short = Última ronda.
round-block = Bloque { $number } de { $rounds }.
    .short = Bloque { $number }.
round-block-last = Último bloque.
round-minute = Minuto { $number } de { $rounds }.
    .short = Minuto { $number }.
round-minute-last = Último minuto.
rungs = Luego { $numbers }.
rungs-down = Luego, bajando hasta { $number }.
rungs-up = Luego, subiendo hasta { $number }.
sets = { $sets ->
    [one] Una serie.
   *[other] { $sets } series.
}
set = Serie { $number } de { $sets }.
    .short = Serie { $number }.
set-last = Última serie.
missed-start = Has perdido una salida. Sigue en la próxima.
    .short = Perdida. Espera.

## Descansos y esperas

rest = Descansa { $time }.
    .short = Descansa.
rest-2 = Descanso de { $time }.
    .short = Descanso.
rest-then = Luego descansa { $time }.
    .short = Luego descansa.
rest-as-needed = Descansa lo que necesites.
    .short = Descansa.
rest-until = Descansa hasta que { $what }.
    .short = Descansa.
rest-until-at-most = Descansa hasta que { $what }, { $time } como mucho.
    .short = Descansa, { $time } como mucho.
rest-as-needed-at-most = Descansa lo que necesites, { $time } como mucho.
    .short = Descansa, { $time } como mucho.
rest-of-set = { $percent ->
    [50] Descansa la mitad de lo que ha durado la serie.
    [100] Descansa lo mismo que ha durado la serie.
    [200] Descansa el doble de lo que ha durado la serie.
   *[other] Descansa el { $percent } por ciento de lo que ha durado la serie.
}
    .short = Descansa.
rest-left = Descansa { $time } más.
    .short = { $time }.
nudge = Te espero.
more-rest = 10 segundos más de descanso.
missed = Fallada.

## Durante la serie

halfway = Vas por la mitad.
    .short = A la mitad.
halfway-2 = Ya llevas la mitad.
    .short = A la mitad.
halfway-3 = Estás a la mitad.
    .short = A la mitad.
time-left = { $time } para terminar.
    .short = { $time }.
elapsed = Llevas { $time }.
turn = Ahora { $what }.
    .short = { $said }.
turn-again = Y otra vez.
more = Sigue, todo lo que puedas.
    .short = Sigue.
release = Relaja.
release-2 = Afloja.
hold-number = Número { $number }.
holds-left = Quedan { $number }.
hold-last = La última.
last-breath = Última respiración.
breathe-normally = Respira normal.
encourage = Buen trabajo.
encourage-2 = Muy bien.
encourage-3 = Bien. Suelta el aire.
encourage-4 = Bien hecho. Suelta brazos y piernas.
encourage-5 = Eso ha estado bien.
encourage-6 = Sigue así.
encourage-7 = Lo haces bien.
encourage-8 = Bien. No aflojes.

## Dosis

or-more = { $numbers } o más
joined = { $one } y { $other }
then = { $one }, luego { $other }
count-rep = { $count ->
    [0.5] media repetición
    [one] una repetición
   *[other] { $numbers } repeticiones
}
count-step = { $count ->
    [one] un paso
   *[other] { $numbers } pasos
}
count-breath = { $count ->
    [one] una respiración
   *[other] { $numbers } respiraciones
}
count-beat = { $count ->
    [one] un tiempo
   *[other] { $numbers } tiempos
}
count-metre = { $count ->
    [one] un metro
   *[other] { $numbers } metros
}
count-kilometre = { $count ->
    [0.5] medio kilómetro
    [one] un kilómetro
   *[other] { $numbers } kilómetros
}
count-mile = { $count ->
    [0.25] un cuarto de milla
    [0.5] media milla
    [0.75] tres cuartos de milla
    [one] una milla
   *[other] { $numbers } millas
}
count-yard = { $count ->
    [one] una yarda
   *[other] { $numbers } yardas
}
count-foot = { $count ->
    [one] un pie
   *[other] { $numbers } pies
}
count-calorie = { $count ->
    [one] una caloría
   *[other] { $numbers } calorías
}
count-stroke = { $count ->
    [one] una palada
   *[other] { $numbers } paladas
}
count-lap = { $count ->
    [0.5] media vuelta
    [one] una vuelta
   *[other] { $numbers } vueltas
}
count-hold = { $count ->
    [one] una vez
   *[other] { $numbers } veces
}
count-set = { $count ->
    [one] una serie
   *[other] { $numbers } series
}
max-rep = todas las repeticiones que puedas
max-step = todos los pasos que puedas
max-breath = todas las respiraciones que puedas
max-beat = todos los tiempos que puedas
max-metre = todos los metros que puedas
max-kilometre = todos los kilómetros que puedas
max-mile = todas las millas que puedas
max-yard = todas las yardas que puedas
max-foot = todos los pies que puedas
max-calorie = todas las calorías que puedas
max-stroke = todas las paladas que puedas
max-lap = todas las vueltas que puedas
max-hold = todas las veces que puedas
sets-of = { $sets }, cada vez { $dose }
each-of = { $dose } { $side }
hold-for = aguanta { $dose }
hold-max = aguanta todo lo que puedas
holds = { $holds } { $time }
until-done = tómate tu tiempo
until = hasta que { $what }
rounds-in = todas las rondas que puedas en { $time }
for-time = contrarreloj
rounds-for-time = { $rounds ->
    [one] una ronda
   *[other] { $rounds } rondas
}, contrarreloj
in-time = en { $time }
at-most = { $time } como mucho
in-all = { $dose } en total
any-sets = en las series que necesites
own-pace = a tu ritmo
alternating-from = alternando, primero { $side }

## Cargas y esfuerzo

loaded = { $dose } { $load }
at-figure = a
at-range = de
with-load = con { $load }
at-bodyweight = con tu peso
at-percent = al { $figures } por ciento de { $reference }
at-mass = con { $mass }
at-bodyweight-plus = con tu peso más { $mass }
mass-kg = { $count ->
    [one] un kilo
   *[other] { $numbers } kilos
}
mass-lb = { $count ->
    [one] una libra
   *[other] { $numbers } libras
}
target-stroke-rate = { $at } { $count ->
    [one] una palada
   *[other] { $numbers } paladas
} por minuto
target-cadence = { $at } { $count ->
    [one] una revolución
   *[other] { $numbers } revoluciones
} por minuto
target-power = { $at } { $count ->
    [one] un vatio
   *[other] { $numbers } vatios
}
target-km-per-hour = { $at } { $count ->
    [one] un kilómetro
   *[other] { $numbers } kilómetros
} por hora
target-miles-per-hour = { $at } { $count ->
    [one] una milla
   *[other] { $numbers } millas
} por hora
target-per-kilometre = { $at } { $numbers } por kilómetro
target-per-mile = { $at } { $numbers } por milla
target-per-500-metres = { $at } { $numbers } cada 500 metros
target-per-400-metres = { $at } { $numbers } cada 400 metros
target-per-100-metres = { $at } { $numbers } cada 100 metros
target-per-100-yards = { $at } { $numbers } cada 100 yardas
target-inch = { $at } { $count ->
    [one] una pulgada
   *[other] { $numbers } pulgadas
}
target-foot = { $at } { $count ->
    [one] un pie
   *[other] { $numbers } pies
}
target-centimetre = { $at } { $count ->
    [one] un centímetro
   *[other] { $numbers } centímetros
}
effort-rpe = RPE { $figure }
effort-rir = { $count ->
    [0] ninguna repetición en reserva
    [one] una repetición en reserva
   *[other] { $figure } repeticiones en reserva
}
effort-easy = suave
effort-moderate = esfuerzo moderado
effort-hard = fuerte
effort-all-out = al máximo

## Palabras del lenguaje de los guiones

side-left = lado izquierdo
side-left-leg = pierna izquierda
side-left-arm = brazo izquierdo
side-left-foot = pie izquierdo
side-left-hand = mano izquierda
side-right = lado derecho
side-right-leg = pierna derecha
side-right-arm = brazo derecho
side-right-foot = pie derecho
side-right-hand = mano derecha
each-side = por lado
each-leg = por pierna
each-arm = por brazo
each-foot = por pie
each-hand = por mano
rule-alternating = alternando
rule-alternating-sets = alternando por series
rule-alternating-rounds = alternando por rondas
rule-switch-halfway = cambio a la mitad
rule-left-only = solo el lado izquierdo
rule-right-only = solo el lado derecho
way-up = hacia arriba
way-down = hacia abajo
way-back = hacia atrás
way-forward = hacia adelante
way-each-way = en cada sentido
phase-down = baja
phase-up = sube
phase-in = inhala
phase-out = exhala
phase-hold = aguanta
phase-hold-low = pausa
phase-lower = baja
phase-lift = levanta
phase-raise = eleva
phase-return = vuelve
phase-pull = tira
phase-push = empuja
phase-press = presiona
phase-squeeze = aprieta
phase-extend = estira
phase-open = abre
phase-release = suelta
phase-bend = flexiona
phase-close = cierra
phase-inhale = inhala
phase-exhale = exhala
phase-pause = pausa
fast = { $phase } rápido

## Cifras

figure = { $number }
time-minutes = { $count ->
    [0.5] medio minuto
    [one] un minuto
   *[other] { $numbers } minutos
}
time-seconds = { $count ->
    [0.5] medio segundo
    [one] un segundo
   *[other] { $numbers } segundos
}
time-hours = { $count ->
    [0.5] media hora
    [one] una hora
   *[other] { $numbers } horas
}
minutes-seconds = { $minutes } y { $seconds }
length-centimetre = { $count ->
    [one] un centímetro
   *[other] { $numbers } centímetros
}
weight-kg = { $count ->
    [one] un kilo
   *[other] { $numbers } kilos
}
weight-lb = { $count ->
    [one] una libra
   *[other] { $numbers } libras
}
thousands-mark = { "." }
decimal-mark = { "," }
percent = { $numbers } por ciento
to = { $low } a { $high }
multiplied = { $number } por { $other }
ratio = { $number } a { $other }
per = por
per-nouns = lado, pierna, brazo, pie, mano, rep, serie, ronda, min, minuto, semana, día, hora, sesión, vuelta, mes, ejercicio, repetición, kilómetro, milla, metro, kilo
pace-one = por { $unit }
pace-many = cada { $measure }
with = con
number-of = { $number } de { $total }
of-nouns = semana, día, serie, ronda, parte, bloque, fase, etapa, sesión, entrenamiento, nivel, paso, vuelta, rep, ejercicio, estación, circuito, intervalo, lección, módulo, capítulo, test, mes, repetición, R P E, esfuerzo
fraction = { $bottom ->
    [2] media
    [3] { $top ->
        [1] un tercio
       *[other] dos tercios
    }
    [4] { $top ->
        [1] un cuarto
       *[other] tres cuartos
    }
    [5] { $top ->
        [1] un quinto
       *[other] { $top } quintos
    }
    [6] { $top ->
        [1] un sexto
       *[other] { $top } sextos
    }
    [8] { $top ->
        [1] un octavo
       *[other] { $top } octavos
    }
    [10] { $top ->
        [1] un décimo
       *[other] { $top } décimos
    }
   *[other] { $top } sobre { $bottom }
}
mixed = { $whole } y { $bottom ->
    [2] medio
   *[other] { $part }
}
halves =
    vuelta, ronda, serie, repetición, hora, milla, pista, sentadilla, flexión, botella: media | de
    giro, kilómetro, minuto, segundo, círculo, litro, largo, paso, recorrido, maratón: medio | de
measure = { $count ->
    [1] { $one }
    [one] { $numbers } { $singular }
   *[other] { $numbers } { $plural }
}
clock = { $minutes ->
    [0] { $hour } en punto
   *[other] { $hour } y { $minutes }
}
clock-am = { $minutes ->
    [0] { $hour } de la mañana
   *[other] { $hour } y { $minutes } de la mañana
}
clock-pm = { $minutes ->
    [0] { $hour } { $hour ->
        [8] de la noche
        [9] de la noche
        [10] de la noche
        [11] de la noche
       *[other] de la tarde
    }
   *[other] { $hour } y { $minutes } { $hour ->
        [8] de la noche
        [9] de la noche
        [10] de la noche
        [11] de la noche
       *[other] de la tarde
    }
}
clock-minutes = { $minutes }

# Cómo se escribe la hora del día (… está por las cifras), y la frase que la dice.
day-times =
    … a. m., … a.m., … am, … a.m: clock-am
    … p. m., … p.m., … pm, … p.m: clock-pm
    las …, la …: clock
    …h…: clock

# Cómo se escriben las unidades tras un número, y la frase que las dice, o las palabras de una y de varias.
# Una mayúscula solo vale como mayúscula.
measures =
    s, sec, seg, segs, segundo, segundos: time-seconds
    min, mins, mn, minuto, minutos: time-minutes
    h, hr, hrs, hs, hora, horas: time-hours
    kg, kgs: weight-kg
    lb, lbs: weight-lb
    cm: length-centimetre
    km, kms, kilómetro, kilómetros: count-kilometre
    mi: count-mile
    yd, yds: count-yard
    ft: count-foot
    m, mts, metro, metros: count-metre
    cal, cals, kcal, kcals: count-calorie
    rep, reps, repet, repetición, repeticiones: count-rep
    %: percent
    x, ×: una vez | veces
    ″: una pulgada | pulgadas
    mm: un milímetro | milímetros
    g: un gramo | gramos
    ml: un mililitro | mililitros
    l: un litro | litros
    m2: un metro cuadrado | metros cuadrados
    W: un vatio | vatios
    kJ: un kilojulio | kilojulios
    Hz: un hercio | hercios
    rpm: una revolución por minuto | revoluciones por minuto
    spm: una palada por minuto | paladas por minuto
    bpm, ppm, lpm: una pulsación por minuto | pulsaciones por minuto
    mph: una milla por hora | millas por hora
    kph, kmh: un kilómetro por hora | kilómetros por hora
    °: un grado | grados
    °C: un grado Celsius | grados Celsius
    °F: un grado Fahrenheit | grados Fahrenheit
    ronda, rondas: una ronda | rondas
    serie, series: una serie | series
    vuelta, vueltas: una vuelta | vueltas
    paso, pasos: un paso | pasos
    largo, largos: un largo | largos
    sem: una semana | semanas
    RM: una repetición máxima | repeticiones máximas

# Lados tras un número de repeticiones, como 10 I, 10 D.
sides =
    I: a la izquierda
    D: a la derecha

# Qué significan los signos " y ' tras un número, si no hay una palabra de tiempo junto a él.
marks =
    ": s
    ': min
time-words = descanso, aguanta

# Lo que se dice por un signo; ← y otros son mudos.
symbols =
    ~: alrededor de
    ±: más o menos
    -: menos
    <: menos de
    >: más de
    ≤: como máximo
    ≥: como mínimo
    @: a
    #: número
    &: y
    +: más
    =: igual a
    ÷: entre
    →: a
    ↔: y
    ↑: arriba
    ↓: abajo

## Lo que muestra la pantalla

shown-rest = Descanso
shown-get-ready = Prepárate
shown-changeover = Cambio
shown-switch = Cambio de lado
shown-finish = Final

## Lo que muestra la pantalla de una serie, en pocas letras

written-rep = { $count ->
    [one] rep
   *[other] reps
}
written-step = { $count ->
    [one] paso
   *[other] pasos
}
written-breath = { $count ->
    [one] respiración
   *[other] respiraciones
}
written-beat = { $count ->
    [one] tiempo
   *[other] tiempos
}
written-stroke = { $count ->
    [one] palada
   *[other] paladas
}
written-lap = { $count ->
    [one] vuelta
   *[other] vueltas
}
written-max = máx. { $what }
written-hold = aguanta { $dose }
written-hold-max = aguanta al máx.
written-load = con { $load }
written-target = a { $target }
written-percent = al { $figures } % de { $reference }
written-length = a { $length }

## Lo que muestra la carátula

cover-rounds = { $rounds } rondas
cover-sets = { $sets } series
cover-rounds-of-sets =
    { $rounds } rondas
    de { $sets } series

## Abreviaturas

abbreviations =
    EMOM: cada minuto, al minuto
    AMRAP: todas las rondas posibles
    RDL: peso muerto rumano
    RPE: R P E
    RIR: repeticiones en reserva
    KB: pesa rusa
    HIIT: jit
    aprox.: aproximadamente
    p. ej.: por ejemplo
    I → D: izquierda a derecha
    D → I: derecha a izquierda
    I + D: izquierda y derecha
    rep. máx.: repetición máxima
    rep. máx: repetición máxima
    ejerc.: ejercicio
    desc.: descanso
    hs: horas
    veces/sem.: veces por semana
    veces/sem: veces por semana
    L/R: izquierda y derecha
    R/L: derecha e izquierda
    1RM: una repetición máxima
    c/lado: por lado
    c/u: cada uno
    máx.: máximo
    mín.: mínimo
    km/h: kilómetros por hora
    p.ej.: por ejemplo
    p. e.: por ejemplo
    p.e.: por ejemplo
    ej.: ejemplo
    etc.: etcétera
    aprox: aproximadamente
    incl.: incluido
    máx: máximo
    mín: mínimo
    max.: máximo
    min.: mínimo
    rep.: repetición
    reps: repeticiones
    reps.: repeticiones
    seg.: segundos
    seg: segundos
    segs.: segundos
    núm.: número
    nº: número
    n.º: número
    vs.: contra
    vs: contra
    c/pierna: por pierna
    c/brazo: por brazo
    c/mano: por mano
    c/pie: por pie
    c/min: por minuto
    c/: con
    s/: sin
    p/: para
    izq./der.: izquierda y derecha
    izq/der: izquierda y derecha
    der./izq.: derecha e izquierda
    der/izq: derecha e izquierda
    I/D: izquierda y derecha
    D/I: derecha e izquierda
    brazo izq.: brazo izquierdo
    brazo der.: brazo derecho
    pie izq.: pie izquierdo
    pie der.: pie derecho
    lado izq.: lado izquierdo
    lado der.: lado derecho
    codo izq.: codo izquierdo
    codo der.: codo derecho
    hombro izq.: hombro izquierdo
    hombro der.: hombro derecho
    brazo izq: brazo izquierdo
    brazo der: brazo derecho
    pie izq: pie izquierdo
    pie der: pie derecho
    lado izq: lado izquierdo
    lado der: lado derecho
    izq.: izquierda
    der.: derecha
    izq: izquierda
    der: derecha
    dcha.: derecha
    izda.: izquierda
    dcho.: derecho
    izdo.: izquierdo
    Ud.: usted
    sem.: semana
    FC: frecuencia cardíaca
    FCmáx: frecuencia cardíaca máxima
    DB: mancuerna
    BB: barra
    BW: peso corporal
    kg: kilos
    km: kilómetros
    cm: centímetros
    kcal: kilocalorías
    rpm: revoluciones por minuto
    ppm: pulsaciones por minuto
    bpm: pulsaciones por minuto
    m/s: metros por segundo
    w/o: sin
