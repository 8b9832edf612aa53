"""Photos are brought, replaced and taken down from a page, and the shop shows them."""

from __future__ import annotations

import re
from io import BytesIO

from httpx import Response
from PIL import Image

from tests.builders import done
from tests.web.control.rooms import HOLDER, OPERATOR, Room, room
from yeshi.flow.people import entering
from yeshi.people.person import Grant, Person, Role

PAGE = "/kitchen/a/pictures"
NEIGHBOUR = Person("neighbour", "Neighbour", (Grant(Role.STALLHOLDER, "b"),), None)


def jpeg(colour: str = "red") -> bytes:
    """A photo of one colour, with the place where it was taken in it."""
    out, told = BytesIO(), Image.Exif()
    told[0x010E] = "marked-place"
    Image.new("RGB", (800, 600), colour).save(out, "JPEG", exif=told)
    return out.getvalue()


def bring(there: Room, who: Person, data: bytes, key: str, **said: str) -> Response:
    """Send a photo, as a browser does."""
    return there.be(who).post(
        PAGE, data={"key": key, **said}, files={"photo": ("dish.jpg", data, "image/jpeg")}
    )


def pictures(text: str) -> list[str]:
    """The addresses of all pictures on a page."""
    return re.findall(r'src="(/pictures/[^"]+)"', text)


def test_a_dish_looks_as_its_photo() -> None:
    """In a room of its own, in several widths, and told by its name to who does not see it."""
    with room() as there:
        assert pictures(there.be(None).get("/stalls/a").text) == []
        assert bring(there, HOLDER, jpeg(), "k1", item="a1").status_code == 200
        shown = there.be(None).get("/stalls/a").text
        (address,) = pictures(shown)
        assert 'alt="a1"' in shown
        assert "640w" in shown
        assert 'loading="lazy"' in shown
        form = there.client.get(address)
        assert b"marked-place" not in form.content
        with Image.open(BytesIO(form.content)) as seen:
            assert (seen.format, seen.size) == ("WEBP", (240, 180))
        bring(there, HOLDER, jpeg("blue"), "k2", item="a1")
        assert pictures(there.be(None).get("/stalls/a").text) != [address]
        there.be(HOLDER).post(f"{PAGE}/take-down", data={"key": "k3", "item": "a1"})
        assert pictures(there.be(None).get("/stalls/a").text) == []


def test_the_front_stands_on_the_stalls_page_and_in_the_list() -> None:
    """And comes at once where it is the first that one sees."""
    with room() as there:
        bring(there, HOLDER, jpeg(), "k1")
        assert pictures(there.be(None).get("/").text)
        stall = there.client.get("/stalls/a").text
        assert re.search(r'<img class="picture cover"[^>]*>', stall)
        assert "lazy" not in re.findall(r'<img class="picture cover"[^>]*>', stall)[0]


def test_what_is_wrong_is_told_beside_it() -> None:
    """In a sentence; nothing is shown, and nothing that was shown is lost."""
    with room() as there:
        bring(there, HOLDER, jpeg(), "k1", item="a1")
        before = pictures(there.be(None).get("/stalls/a").text)
        for data, says in (
            (b"a text", "no photo"), (jpeg()[:700], "cannot be read"),
            (b"\xff\xd8\xff" + bytes(12 * 1024 * 1024 + 10), "MB"),
        ):  # fmt: skip
            answer = bring(there, HOLDER, data, "k2", item="a1")
            assert answer.status_code in (409, 413)
            assert says in answer.text
            at = answer.text.index('role="alert"')
            assert answer.text.index('id="a1"') < at < answer.text.index('id="a2"')
        assert pictures(there.be(None).get("/stalls/a").text) == before


def test_an_operator_says_why() -> None:
    """The record of the stall has it."""
    with room() as there:
        assert "a reason" not in bring(there, HOLDER, jpeg(), "k1", item="a1").text
        there.be(OPERATOR).post(f"{PAGE}/take-down", data={"key": "k2", "item": "a1"})
        assert pictures(there.be(None).get("/stalls/a").text)
        said = {"key": "k3", "item": "a1", "why": "it shows a child"}
        there.be(OPERATOR).post(f"{PAGE}/take-down", data=said)
        assert pictures(there.be(None).get("/stalls/a").text) == []
        record = there.be(OPERATOR).get("/control/record?thing=a").text
        assert "it shows a child" in record


def test_a_neighbour_may_not_even_look() -> None:
    """It is there for nobody else."""
    with room() as there:
        done(entering.enter_person(there.city.engine, "k", NEIGHBOUR))
        assert there.be(NEIGHBOUR).get(PAGE).status_code == 404
        assert bring(there, NEIGHBOUR, jpeg(), "k1", item="a1").status_code == 404
        assert "/sign-in" in str(there.be(None).get(PAGE).url)
