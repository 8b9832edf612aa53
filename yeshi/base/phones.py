"""A telephone number: as people write it, as it is kept, and as it is read."""

from __future__ import annotations

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from yeshi.base.refused import Invalid, Refused

# Longer ones are none, and reading them costs time.
WRITTEN_LENGTH_MAX = 40


def phone_of(written: str, region: str | None) -> str | Refused:
    """The number with its country's code, such as `+8613800138000`; Invalid for what is none.

    `region`: the country, by its two letters, of a number that is written without its code.
    """
    if len(written) > WRITTEN_LENGTH_MAX:
        return Refused(Invalid("phone", "phone"))
    try:
        number = phonenumbers.parse(written, region)
    except NumberParseException:
        return Refused(Invalid("phone", "phone"))
    if not phonenumbers.is_valid_number(number) or number.extension:
        return Refused(Invalid("phone", "phone"))
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def readable(phone: str) -> str:
    """A number that is kept, in groups of digits; what is none stays as it is."""
    try:
        number = phonenumbers.parse(phone, None)
    except NumberParseException:
        return phone
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)


def is_region(country: str) -> bool:
    """Whether numbers may be of that country, by its two letters."""
    return country in phonenumbers.SUPPORTED_REGIONS
