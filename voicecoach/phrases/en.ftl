# What the coach says in English. A value is the fullest form of a phrase, .short and .least say it in fewer words;
# NAME-2, NAME-3 are other wordings. Titles, names, equipment and cues come from the script.

## The session

title = { $title }.
about = { $hours ->
    [0] { $minutes ->
        [0] Less than a minute.
        [one] About { $minutes } minute.
       *[other] About { $minutes } minutes.
    }
    [one] { $minutes ->
        [0] About an hour.
        [30] About an hour and a half.
        [one] About an hour and { $minutes } minute.
       *[other] About an hour and { $minutes } minutes.
    }
   *[other] { $minutes ->
        [0] About { $hours } hours.
        [30] About { $hours } and a half hours.
        [one] About { $hours } hours and { $minutes } minute.
       *[other] About { $hours } hours and { $minutes } minutes.
    }
}
equipment = Equipment: { $equipment }.
today = Today { $load }.
today-with = Today with { $load }.
finish = That's it. Well done.
    .short = Workout done.
finish-2 = And that's your workout. Nice job.
    .short = Workout done.
finish-rounds = That's it, { $rounds ->
    [one] { $rounds } round
   *[other] { $rounds } rounds
}. Well done.
    .short = That's it. Well done.
    .least = Workout done.

## What a voice says to be heard

sample = Squats, 10 reps. Hips back, chest tall. Then rest, 45 seconds.

## What comes

first = First: { $title }. { $what }.
next = Up next: { $title }. { $what }.
next-2 = Coming up: { $title }. { $what }.
named = { $title }. { $what }.
ahead = Up next: { $what }
again = Same again.
other-side = Other side: { $title }. { $what }.
    .short = Other side: { $title }.
block = { $title }. { $how }: { $items }.
    .short = { $title }. { $how }.
    .least = { $title }.
sided = { $title }, { $side }
every-minute = Every minute on the minute, for { $time }.
every-turn = Every { $seconds ->
    [60] minute
   *[other] { $every }
}, for { $time }.
every-round = A round starts every { $seconds ->
    [60] minute
   *[other] { $time }
}.
every-set = A set starts every { $seconds ->
    [60] minute
   *[other] { $time }
}.
until-missed = Go on until you miss a start.
round = Round { $number } of { $rounds }.
    .short = Round { $number }.
round-last = Last round.
round-last-2 = This is the last round.
    .short = Last round.
round-block = Block { $number } of { $rounds }.
    .short = Block { $number }.
round-block-last = Last block.
round-minute = Minute { $number } of { $rounds }.
    .short = Minute { $number }.
round-minute-last = Last minute.
rungs = Then { $numbers }.
rungs-down = Then down to { $number }.
rungs-up = Then up to { $number }.
sets = { $sets ->
    [one] One set.
   *[other] { $sets } sets.
}
set = Set { $number } of { $sets }.
    .short = Set { $number }.
set-last = Last set.
missed-start = You missed a start. Go on the next.
    .short = Missed one. Wait.

## Rests and waiting

rest = Rest, { $time }.
    .short = Rest.
rest-2 = Rest for { $time }.
    .short = Rest.
rest-3 = { $time } of rest.
    .short = Rest.
rest-then = Then rest, { $time }.
    .short = Then rest.
rest-as-needed = Rest as long as you need.
    .short = Rest.
rest-until = Rest until { $what }.
    .short = Rest.
rest-until-at-most = Rest until { $what }, { $time } at most.
    .short = Rest, { $time } at most.
rest-as-needed-at-most = Rest as long as you need, { $time } at most.
    .short = Rest, { $time } at most.
rest-of-set = { $percent ->
    [50] Rest half as long as that took.
    [100] Rest as long as that took.
    [200] Rest twice as long as that took.
   *[other] Rest { $percent } percent of the time that took.
}
    .short = Rest.
rest-left = { $time } of rest left.
    .short = { $time }.
nudge = I'm waiting for you.
more-rest = 10 seconds more rest.
missed = Missed.

## In a set

halfway = Halfway.
halfway-2 = Halfway there.
halfway-3 = That's halfway.
time-left = { $time } left.
    .short = { $time }.
time-left-2 = { $time } to go.
    .short = { $time }.
elapsed = { $time } gone.
turn = Now { $what }.
    .short = { $said }.
turn-again = And again.
more = Keep going, as long as you can.
    .short = Keep going.
release = Release.
release-2 = Relax.
hold-number = Number { $number }.
holds-left = { $number } to go.
hold-last = Last one.
last-breath = Last breath.
breathe-normally = Breathe normally.
encourage = Good work.
encourage-2 = Well done.
encourage-3 = Nice work. Breathe out.
encourage-4 = Strong. Shake it out.
encourage-5 = That was solid.
encourage-6 = Keep that up.
encourage-7 = You're doing well.
encourage-8 = Good. Stay with it.

## Doses

or-more = { $numbers } or more
joined = { $one } and { $other }
then = { $one }, then { $other }
count-rep = { $count ->
    [one] { $numbers } rep
   *[other] { $numbers } reps
}
count-step = { $count ->
    [one] { $numbers } step
   *[other] { $numbers } steps
}
count-breath = { $count ->
    [one] { $numbers } breath
   *[other] { $numbers } breaths
}
count-beat = { $count ->
    [one] { $numbers } beat
   *[other] { $numbers } beats
}
count-metre = { $count ->
    [one] { $numbers } metre
   *[other] { $numbers } metres
}
count-kilometre = { $count ->
    [0.5] half a kilometre
    [one] { $numbers } kilometre
   *[other] { $numbers } kilometres
}
count-mile = { $count ->
    [0.25] a quarter of a mile
    [0.5] half a mile
    [0.75] three quarters of a mile
    [one] { $numbers } mile
   *[other] { $numbers } miles
}
count-yard = { $count ->
    [one] { $numbers } yard
   *[other] { $numbers } yards
}
count-foot = { $count ->
    [one] { $numbers } foot
   *[other] { $numbers } feet
}
count-calorie = { $count ->
    [one] { $numbers } calorie
   *[other] { $numbers } calories
}
count-stroke = { $count ->
    [one] { $numbers } stroke
   *[other] { $numbers } strokes
}
count-lap = { $count ->
    [0.5] half a lap
    [one] { $numbers } lap
   *[other] { $numbers } laps
}
count-hold = { $count ->
    [one] { $numbers } hold
   *[other] { $numbers } holds
}
count-set = { $count ->
    [one] { $numbers } set
   *[other] { $numbers } sets
}
max-rep = as many reps as you can
max-step = as many steps as you can
max-breath = as many breaths as you can
max-beat = as many beats as you can
max-metre = as many metres as you can
max-kilometre = as many kilometres as you can
max-mile = as many miles as you can
max-yard = as many yards as you can
max-foot = as many feet as you can
max-calorie = as many calories as you can
max-stroke = as many strokes as you can
max-lap = as many laps as you can
max-hold = as many holds as you can
sets-of = { $sets } of { $dose }
each-of = { $dose } { $side }
hold-for = hold for { $dose }
hold-max = hold as long as you can
holds = { $holds } of { $time }
until-done = take your time
until = until { $what }
rounds-in = as many rounds as you can in { $time }
for-time = for time
rounds-for-time = { $rounds ->
    [one] { $rounds } round
   *[other] { $rounds } rounds
}, for time
in-time = in { $time }
at-most = { $time } at most
in-all = { $dose } in all
any-sets = in as many sets as you need
own-pace = at your own pace
alternating-from = alternating, { $side } first

## Loads and effort

loaded = { $dose } { $load }
at-figure = at
at-range = at
with-load = with { $load }
at-bodyweight = at bodyweight
at-percent = { $at } { $figures } percent of { $reference }
at-mass = { $at } { $mass }
at-bodyweight-plus = at bodyweight plus { $mass }
mass-kg = { $count ->
    [one] { $numbers } kilo
   *[other] { $numbers } kilos
}
mass-lb = { $count ->
    [one] { $numbers } pound
   *[other] { $numbers } pounds
}
target-stroke-rate = { $at } { $numbers } { $count ->
    [one] stroke
   *[other] strokes
} per minute
target-cadence = { $at } { $numbers } { $count ->
    [one] revolution
   *[other] revolutions
} per minute
target-power = { $at } { $numbers } { $count ->
    [one] watt
   *[other] watts
}
target-km-per-hour = { $at } { $numbers } { $count ->
    [one] kilometre
   *[other] kilometres
} per hour
target-miles-per-hour = { $at } { $numbers } { $count ->
    [one] mile
   *[other] miles
} per hour
target-per-kilometre = { $at } { $numbers } per kilometre
target-per-mile = { $at } { $numbers } per mile
target-per-500-metres = { $at } { $numbers } per 500 metres
target-per-400-metres = { $at } { $numbers } per 400 metres
target-per-100-metres = { $at } { $numbers } per 100 metres
target-per-100-yards = { $at } { $numbers } per 100 yards
target-inch = { $at } { $numbers } { $count ->
    [one] inch
   *[other] inches
}
target-foot = { $at } { $numbers } { $count ->
    [one] foot
   *[other] feet
}
target-centimetre = { $at } { $numbers } { $count ->
    [one] centimetre
   *[other] centimetres
}
effort-rpe = RPE { $figure }
effort-rir = { $count ->
    [one] { $figure } rep in reserve
   *[other] { $figure } reps in reserve
}
effort-easy = easy
effort-moderate = moderate
effort-hard = hard
effort-all-out = all out

## Words of the script language

side-left = left
side-left-leg = left leg
side-left-arm = left arm
side-left-foot = left foot
side-left-hand = left hand
side-right = right
side-right-leg = right leg
side-right-arm = right arm
side-right-foot = right foot
side-right-hand = right hand
each-side = each side
each-leg = each leg
each-arm = each arm
each-foot = each foot
each-hand = each hand
rule-alternating = alternating
rule-alternating-sets = alternating sets
rule-alternating-rounds = alternating rounds
rule-switch-halfway = switch halfway
rule-left-only = left only
rule-right-only = right only
way-up = up
way-down = down
way-back = back
way-forward = forward
way-each-way = each way
phase-down = down
phase-up = up
phase-in = in
phase-out = out
phase-hold = hold
phase-hold-low = pause
phase-lower = lower
phase-lift = lift
phase-raise = raise
phase-return = return
phase-pull = pull
phase-push = push
phase-press = press
phase-squeeze = squeeze
phase-extend = extend
phase-open = open
phase-release = release
phase-bend = bend
phase-close = close
phase-inhale = inhale
phase-exhale = exhale
phase-pause = pause
fast = { $phase } fast

## Figures, for the coach and for text that is written out before it is spoken

figure = { $number }
time-minutes = { $count ->
    [0.5] half a minute
    [one] { $numbers } minute
   *[other] { $numbers } minutes
}
time-seconds = { $count ->
    [0.5] half a second
    [one] { $numbers } second
   *[other] { $numbers } seconds
}
time-hours = { $count ->
    [0.5] half an hour
    [one] { $numbers } hour
   *[other] { $numbers } hours
}
minutes-seconds = { $minutes } { $seconds }
length-centimetre = { $count ->
    [one] { $numbers } centimetre
   *[other] { $numbers } centimetres
}
weight-kg = { $count ->
    [one] { $numbers } kilo
   *[other] { $numbers } kilos
}
weight-lb = { $count ->
    [one] { $numbers } pound
   *[other] { $numbers } pounds
}
thousands-mark = { "," }
decimal-mark = { "." }
percent = { $numbers } percent
to = { $low } to { $high }
multiplied = { $number } times { $other }
ratio = { $number } to { $other }
per = per
per-nouns = side, leg, arm, foot, hand, rep, set, round, min, minute, week, day, hour, session, lap, month, exercise, mile, kilometre, kilometer, metre, meter, pound, kilo, night, workout, stroke
pace-one = per { $unit }
pace-many = per { $measure }
with = with
number-of = { $number } of { $total }
of-nouns = week, day, set, round, part, block, phase, stage, session, workout, level, step, lap, rep, exercise, station, circuit, interval, lesson, module, chapter, test, heat, month, R P E, effort
fraction = { $bottom ->
    [2] half
    [3] { $top ->
        [1] one third
       *[other] two thirds
    }
    [4] { $top ->
        [1] one quarter
       *[other] three quarters
    }
    [5] { $top ->
        [1] one fifth
       *[other] { $top } fifths
    }
    [6] { $top ->
        [1] one sixth
       *[other] { $top } sixths
    }
    [8] { $top ->
        [1] one eighth
       *[other] { $top } eighths
    }
    [10] { $top ->
        [1] one tenth
       *[other] { $top } tenths
    }
   *[other] { $top } over { $bottom }
}
mixed = { $whole } and { $bottom ->
    [2] a half
   *[other] { $part }
}
halves =
    turn, rep, lap, circle, round, kilometre, mile, minute, second, length, rotation, revolution, twist, bottle, cup, scoop, set, body length, pool length: half a | of a
    hour: half an | of an
measure = { $count ->
    [1] { $one }
    [one] { $numbers } { $singular }
   *[other] { $numbers } { $plural }
}
clock = { $minutes ->
    [0] { $hour } o'clock
   *[other] { $hour } { $minutes }
}
clock-am = { $minutes ->
    [0] { $hour } AM
   *[other] { $hour } { $minutes } AM
}
clock-pm = { $minutes ->
    [0] { $hour } PM
   *[other] { $hour } { $minutes } PM
}
clock-minutes = oh { $minutes }

# How the time of day is written (… stands for the figures), and the phrase for it.
day-times =
    … am, … a.m., … a. m., … a.m: clock-am
    … pm, … p.m., … p. m., … p.m: clock-pm
    … o'clock: clock

# How units are written after a number, and the phrase that says them, or one of them and several.
# A capital letter matches only itself.
measures =
    s, sec, secs: time-seconds
    min, mins, mn: time-minutes
    h, hr, hrs: time-hours
    kg, kgs: weight-kg
    lb, lbs: weight-lb
    cm: length-centimetre
    km, kms: count-kilometre
    mi: count-mile
    yd, yds: count-yard
    ft, ′: count-foot
    m, mtr, mts: count-metre
    cal, cals, kcal, kcals: count-calorie
    rep, reps: count-rep
    %: percent
    x, ×: once | times
    ″: 1 inch | inches
    mm: 1 millimetre | millimetres
    g: 1 gram | grams
    oz: 1 ounce | ounces
    ml: 1 millilitre | millilitres
    l: 1 litre | litres
    m2, sqm: 1 square metre | square metres
    W, w: 1 watt | watts
    kJ: 1 kilojoule | kilojoules
    Hz: 1 hertz | hertz
    rpm: 1 revolution per minute | revolutions per minute
    spm: 1 stroke per minute | strokes per minute
    bpm: 1 beat per minute | beats per minute
    mph: 1 mile per hour | miles per hour
    kph, kmh: 1 kilometre per hour | kilometres per hour
    °, deg: 1 degree | degrees
    °C: 1 degree Celsius | degrees Celsius
    °F: 1 degree Fahrenheit | degrees Fahrenheit
    wk, wks: 1 week | weeks
    yr, yrs: 1 year | years
    rds, rnds: 1 round | rounds
    rep max, RM: one rep max | rep max

# Sides after a number of reps, as in 10 L, 10 R.
sides =
    L: left
    R: right

# What the marks " and ' after a number mean, unless a word of a time is next to the number.
marks =
    ": ″
    ': min
time-words = rest, hold, hang, plank, work, pause, easy, hard, on, off, for, wall sit, recovery, recover, sprint, left, right, each, warm-up, warmup, cool-down, cooldown, run, jog, walk, row, bike, ride, swim, ski, tempo, steady, stretch, brisk, light, zone, between, at, per, every

# What is said for a mark; ← and the like are silent.
symbols =
    ~: about
    ±: plus or minus
    -: minus
    <: less than
    >: more than
    ≤: at most
    ≥: at least
    @: at
    #: number
    &: and
    +: plus
    =: equals
    ÷: divided by
    →: to
    ↔: and
    ↑: up
    ↓: down

## What a screen shows of a step that is no set

shown-rest = Rest
shown-get-ready = Get ready
shown-changeover = Changeover
shown-switch = Switch
shown-finish = Finish

## What a screen shows of a set, in few letters

written-rep = { $count ->
    [one] rep
   *[other] reps
}
written-step = { $count ->
    [one] step
   *[other] steps
}
written-breath = { $count ->
    [one] breath
   *[other] breaths
}
written-beat = { $count ->
    [one] beat
   *[other] beats
}
written-stroke = { $count ->
    [one] stroke
   *[other] strokes
}
written-lap = { $count ->
    [one] lap
   *[other] laps
}
written-max = max { $what }
written-hold = { $dose } hold
written-hold-max = max hold
written-load = at { $load }
written-target = at { $target }
written-percent = at { $figures }% of { $reference }
written-length = at { $length }

## What the cover of a file shows

cover-rounds = { $rounds } rounds
cover-sets = { $sets } sets
cover-rounds-of-sets =
    { $rounds } rounds
    of { $sets } sets

## Abbreviations

abbreviations =
    EMOM: every minute on the minute
    AMRAP: as many rounds as possible
    RDL: Romanian deadlift
    RDLs: Romanian deadlifts
    RPE: R P E
    RIR: reps in reserve
    DB: dumbbell
    DBs: dumbbells
    KB: kettlebell
    KBs: kettlebells
    BB: barbell
    BW: bodyweight
    OHP: overhead press
    ATG: all the way down
    HIIT: hit
    ROM: range of motion
    SL: single leg
    L leg: left leg
    L arm: left arm
    L foot: left foot
    L hand: left hand
    L side: left side
    L knee: left knee
    L shoulder: left shoulder
    L hip: left hip
    L elbow: left elbow
    R leg: right leg
    R arm: right arm
    R foot: right foot
    R hand: right hand
    R side: right side
    R knee: right knee
    R shoulder: right shoulder
    R hip: right hip
    R elbow: right elbow
    lt.: left
    rt.: right
    L → R: left to right
    L→R: left to right
    R → L: right to left
    R→L: right to left
    L + R: left and right
    L+R: left and right
    R + L: right and left
    R+L: right and left
    and/or: and or
    times/wk: times per week
    S2OH: shoulder to overhead
    GHR: glute-ham raise
    GHD: glute-ham developer
    L/R: left and right
    R/L: right and left
    1RM: one rep max
    km/h: kilometres per hour
    m/s: metres per second
    w/o: without
    kg: kilos
    kgs: kilos
    lbs: pounds
    km: kilometres
    cm: centimetres
    kcal: calories
    rpm: revolutions per minute
    spm: strokes per minute
    bpm: beats per minute
    mph: miles per hour
    secs: seconds
    mins: minutes
    hrs: hours
    vs: versus
    vs.: versus
    e.g.: for example
    eg.: for example
    i.e.: that is
    approx: about
    approx.: about
    min.: minimum
    max.: maximum
    incl.: including
    incl: including
    excl.: excluding
    etc.: et cetera
    etc: et cetera
    esp.: especially
    alt.: alternating
    alt: alternating
    ea.: each
    ea: each
    ext.: extension
    wt.: weight
    b/w: between
    btw: between
    EMOMs: every minute on the minute
    E2MOM: every 2 minutes on the minute
    E3MOM: every 3 minutes on the minute
    AMRAPs: as many rounds as possible
    AFAP: as fast as possible
    ASAP: as soon as possible
    SLDL: stiff-leg deadlift
    SA: single arm
    DL: deadlift
    OHS: overhead squat
    TGU: Turkish get-up
    HSPU: handstand push-up
    HSPUs: handstand push-ups
    T2B: toes to bar
    TTB: toes to bar
    C2B: chest to bar
    K2E: knees to elbows
    DU: double-under
    DUs: double-unders
    WOD: workout of the day
    TUT: time under tension
    PR: personal record
    PB: personal best
    HR: heart rate
    HRmax: maximum heart rate
    VO2max: V O 2 max
