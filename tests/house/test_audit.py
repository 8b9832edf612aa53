"""What is known against a library is told; that nothing is known at all is told as such."""

from __future__ import annotations

from typing import Any

from tools.audit import Audited, audited, told

SKIPPED = {"name": "argon2-cffi", "skip_reason": "Dependency not found on PyPI"}
SOUND = {"name": "jinja2", "version": "3.1.6", "vulns": []}
UNSOUND: dict[str, Any] = {
    "name": "fastapi",
    "version": "0.1",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["0.2"]}, {"id": "PYSEC-2", "fix_versions": []}],
}


def test_each_advisory_is_told_with_what_mends_it() -> None:
    """And how many were looked up."""
    result = audited({"dependencies": [SOUND, UNSOUND, SKIPPED]})
    said = told("requirements.lock", result)
    assert "2 libraries audited, 1 unknown to the service, 2 advisories" in said
    assert "fastapi 0.1: PYSEC-1, mended in 0.2" in said
    assert "PYSEC-2, not mended yet" in said


def test_a_service_that_knows_nothing_is_no_good_news() -> None:
    """It says that nothing was found, and has looked at nothing."""
    nothing = audited({"dependencies": [SKIPPED, SKIPPED]})
    assert nothing == Audited(asked=2, known=0, advisories=())
    for result in (nothing, None):
        assert "not audited" in told("requirements.lock", result)
    assert told("a.lock", audited({"dependencies": [SOUND]})) == (
        "a.lock: 1 libraries audited, 0 advisories"
    )
