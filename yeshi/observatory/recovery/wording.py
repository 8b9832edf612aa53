"""What was found about going online, in plain sentences: how sure, and what would break it."""

from __future__ import annotations

from yeshi.base.sentences import say
from yeshi.observatory.recovery.online import Online

# Trends that part so much would come by chance less often than this.
PARTED_P = 0.05
# Standardised distances beyond this are differences (Imbens and Rubin, 2015).
APART = 0.25


def found(of: Online, language: str) -> list[str]:
    """What was found, whether trends ran together before, what would break it, and who chose."""
    effect = of.effect
    key = "unclear" if not effect.clear else "helped" if effect.value > 0 else "harmed"
    turned = -1 if key == "harmed" else 1
    ends = sorted((turned * effect.least, turned * effect.most))
    sentences = [
        say(
            language, f"recovery.{key}", value=_number(turned * effect.value),
            least=_number(ends[0]), most=_number(ends[1]),
        ),
        say(
            language, f"recovery.{'parted' if of.parallel_p < PARTED_P else 'together'}",
            p=f"{of.parallel_p:.2f}",
        ),
    ]  # fmt: skip
    if effect.clear:
        sentences.append(
            say(language, "recovery.sturdy")
            if of.breaks_at is None
            else say(language, "recovery.fragile", times=f"{of.breaks_at:g}")
        )
    differing = [one.what for one in of.balance if abs(one.distance) > APART]
    if differing:
        joint = "、" if language == "zh" else ", "
        traits = joint.join(say(language, f"recovery.{what}") for what in differing)
        sentences.append(say(language, "recovery.chosen", traits=traits))
    else:
        sentences.append(say(language, "recovery.alike"))
    return sentences


def _number(value: float) -> str:
    return f"{value:.1f}".replace("-", "−")
