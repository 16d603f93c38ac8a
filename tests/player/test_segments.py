from dataclasses import replace
from itertools import accumulate

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.player.hearing import whole
from voicecoach.player.segments import countdown_start, delayed, interjected, is_clean, resized, resume_point, spliced
from voicecoach.session import StepKind
from voicecoach.timeline import Cue, Heard, Segment, TimelineStep, broken_promises


def segment_of(length_ms, *cues):
    step = TimelineStep(0, StepKind.REST, "Rest", None, None, 1, 1, 0, length_ms)
    return Segment(step, tuple(cues))


def said(kind, text, start_ms, end_ms):
    return Cue(start_ms, end_ms, 0, kind, Heard(text=text))


MORE = said("announce", "10 seconds more rest.", 0, 1_500)

REST = segment_of(
    30_000,
    Cue(0, 400, 0, "stop", Heard(sound="stop")),
    said("rest", "Rest, 30 seconds.", 550, 2_000),
    said("next", "Next: squats.", 10_000, 12_000),
    said("setup", "Stand tall.", 12_150, 14_000),
    said("countdown", "3", 27_000, 27_400),
    said("countdown", "2", 28_000, 28_400),
    said("countdown", "1", 29_000, 29_400),
)


def table(segment):
    return [(cue.start_ms, str(cue.heard)) for cue in segment.cues]


def test_a_longer_rest_keeps_the_distances_from_its_end():
    assert table(resized(REST, 40_000, 5_000)) == [
        (0, "(stop)"),
        (550, "Rest, 30 seconds."),
        (20_000, "Next: squats."),
        (22_150, "Stand tall."),
        (37_000, "3"),
        (38_000, "2"),
        (39_000, "1"),
    ]


def test_a_rest_that_becomes_shorter_says_what_has_room_and_no_length_that_is_wrong():
    assert table(resized(REST, 7_000)) == [
        (0, "(stop)"),
        (550, "Next: squats."),
        (4_000, "3"),
        (5_000, "2"),
        (6_000, "1"),
    ]
    assert table(resized(REST, 1_000)) == [(0, "(stop)")]


def test_words_for_a_longer_rest_come_after_what_is_being_said():
    longer = resized(REST, 40_000, 11_000, MORE)
    assert (12_150, "10 seconds more rest.") in table(longer)
    assert (22_150, "Stand tall.") in table(longer)
    assert (10_000, "Next: squats.") in table(longer)


@st.composite
def segments(draw):
    """A rest with words of any length and spacing, and its countdown."""
    spans = draw(st.lists(st.tuples(st.integers(0, 4_000), st.integers(100, 5_000)), max_size=6))
    ends = list(accumulate(gap + length for gap, length in spans))
    kinds = draw(st.permutations(["rest", "next", "setup", "form", "round", "safety"]))
    cues = [
        said(kind, f"{kind} {end}", end - length, end)
        for kind, end, (_, length) in zip(kinds, ends, spans, strict=False)
    ]
    said_ms = max(ends, default=0) + 150
    countdown = [
        said("countdown", str(number), said_ms + 1000 * (3 - number), said_ms + 1000 * (3 - number) + 400)
        for number in (3, 2, 1)
    ]
    return segment_of(said_ms + 3_000, *cues, *countdown)


@given(segments(), st.integers(-30_000, 30_000), st.integers(0, 40_000), st.booleans())
def test_resizing_breaks_no_promise_and_touches_nothing_that_has_begun(segment, more_ms, from_ms, has_lead):
    from_ms = min(from_ms, segment.length_ms)
    length_ms = segment.length_ms + more_ms
    # A rest is never made shorter than the part already heard.
    begun = [cue for cue in segment.cues if cue.start_ms < from_ms]
    at_once = [cue for cue in segment.cues if cue.start_ms == 0]
    lead_ms = 1_500 if has_lead else 0
    assume(length_ms > max([from_ms, *(cue.end_ms for cue in (*begun, *at_once))]) + lead_ms + 500)
    changed = resized(segment, length_ms, from_ms, MORE if has_lead else None)
    assert list(broken_promises(whole(changed))) == []
    assert changed.length_ms == length_ms
    assert [cue for cue in changed.cues if cue.start_ms < from_ms] == begun


@given(segments(), st.integers(0, 40_000))
def test_the_place_to_go_on_is_clean_and_not_long_ago(segment, at_ms):
    at_ms = min(at_ms, segment.length_ms)
    start_ms = resume_point(segment, at_ms)
    assert is_clean(segment, start_ms)
    assert start_ms <= at_ms
    cut = [cue for cue in segment.cues if cue.start_ms < at_ms < cue.end_ms]
    assert start_ms == at_ms or all(start_ms <= cue.start_ms for cue in cut)
    assert at_ms - start_ms <= 3_000 + 5_000


def test_a_beat_is_gone_back_to():
    ticks = [Cue(at_ms, at_ms + 30, 0, "sound", Heard(sound="tick")) for at_ms in range(500, 5_000, 1_000)]
    form_cue = said("form", "Push your hips back, stay low", 1_500, 3_200)
    segment = segment_of(6_000, *sorted([*ticks, form_cue], key=lambda cue: cue.start_ms))
    assert resume_point(segment, 3_700) == 3_500
    assert resume_point(segment, 2_700) == 1_500  # not at the tick, which is in the middle of the words
    assert resume_point(segment, 300) == 300


def test_one_goes_over_to_another_way_of_saying_it_after_the_word():
    brief = replace(REST, cues=tuple(cue for cue in REST.cues if cue.kind not in {"rest", "setup"}))
    assert spliced(REST, brief, 100) == brief  # nothing that differs has begun
    changed = spliced(REST, brief, 13_000)  # in "Stand tall."
    assert "Stand tall." in dict(map(reversed, table(changed)))
    assert spliced(brief, REST, 13_000).cues == brief.cues  # "Stand tall." would have begun


def test_what_announces_a_set_is_not_lost():
    late = segment_of(30_000, *(cue for cue in REST.cues if cue.kind != "next"))
    assert spliced(late, REST, 11_000) is None


@given(segments(), segments(), st.integers(0, 40_000))
def test_going_over_breaks_no_promise_and_says_nothing_twice(old, new, at_ms):
    at_ms = min(at_ms, old.length_ms)
    changed = spliced(old, new, at_ms)
    if changed is None:
        return
    assert list(broken_promises(whole(changed))) == []
    begun = [cue for cue in old.cues if cue.start_ms < at_ms]
    assert [cue for cue in changed.cues if cue.start_ms < at_ms] == begun
    texts = [str(cue.heard) for cue in changed.cues if cue.kind != "countdown"]
    assert len(texts) == len(set(texts))


def test_the_countdown_is_where_a_skipped_rest_goes_on():
    assert countdown_start(REST) == 27_000
    assert countdown_start(segment_of(10_000)) == 7_000
    assert countdown_start(segment_of(2_000)) == 0


MARKED = said("announce", "Missed.", 0, 600)


def test_words_are_said_at_once_in_place_of_a_count_and_after_anything_else():
    counts = segment_of(
        5_000, *(said("count", str(number), 1_000 * number, 1_000 * number + 450) for number in (1, 2, 3))
    )
    assert table(interjected(counts, 1_500, MARKED)) == [(1_000, "1"), (1_600, "Missed."), (3_000, "3")]
    assert (14_150, "Missed.") in table(interjected(REST, 11_000, MARKED))
    assert interjected(counts, 4_800, MARKED) is None


def test_a_set_that_is_delayed_begins_after_a_rest_that_counts_in():
    counted = (said("countdown", str(number), 3_000 - 1_000 * number, 3_450 - 1_000 * number) for number in (3, 2, 1))
    count_in, work = segment_of(3_000, *counted), segment_of(20_000, Cue(0, 380, 0, "go", Heard(sound="go")))
    went = delayed(work, 10_000, count_in, MARKED)
    assert (went.length_ms, table(went)) == (
        30_000,
        [(0, "Missed."), (7_000, "3"), (8_000, "2"), (9_000, "1"), (10_000, "(go)")],
    )
    assert table(delayed(work, 2_000, count_in, MARKED)) == [(2_000, "(go)")]
