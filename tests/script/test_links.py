"""Linked scripts: a circle and a chain that is too long are different errors."""

from voicecoach.script import read_script

ITEM = "# A\n\n## G\n\n- {}\n"


def linked(pages):
    """Return the problems of the first page; pages are found by name."""

    def find(link, _path):
        return (pages[link], link) if link in pages else None

    first = next(iter(pages))
    return read_script(pages[first], first, find).problems


def chain(links):
    """Return pages that each link to the next; the last has an exercise."""
    pages = {f"{number}.md": ITEM.format(f"[Next]({number + 1}.md)") for number in range(links)}
    return {**pages, f"{links}.md": ITEM.format("Squat: 10 reps")}


def test_a_script_that_links_back_to_itself_is_a_circle():
    for pages in (
        {"a.md": ITEM.format("[A](a.md)")},
        {"a.md": ITEM.format("[B](b.md)"), "b.md": ITEM.format("[A](a.md)")},
    ):
        (problem,) = linked(pages)
        assert "leads back to this one" in problem.message
        assert "links deep" not in problem.message

    (problem,) = linked({"a.md": ITEM.format("[A](a.md)")})
    assert problem.hint == "remove one of the links in this loop"


def test_a_chain_of_links_has_a_limit():
    assert linked(chain(8)) == ()
    (problem,) = linked(chain(9))
    assert "'9.md' is more than 8 links deep" in problem.message
    assert "leads back" not in problem.message
