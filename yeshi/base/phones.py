"""A telephone number: as people write it, as it is kept, and as it is read."""

from __future__ import annotations

from yeshi.base.refused import Invalid, Refused

# The plans of all countries take a tenth of a second to read: whoever sees no number does not wait
# for them.

# Longer ones are none, and reading them costs time.
WRITTEN_LENGTH_MAX = 40


def phone_of(written: str, region: str | None) -> str | Refused:
    """The number with its country's code, such as `+8613800138000`; Invalid for what is none.

    `region`: the country, by its two letters, of a number that is written without its code.
    """
    import phonenumbers

    if len(written) > WRITTEN_LENGTH_MAX:
        return Refused(Invalid("phone", "phone"))
    try:
        number = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return Refused(Invalid("phone", "phone"))
    if not phonenumbers.is_valid_number(number) or number.extension:
        return Refused(Invalid("phone", "phone"))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def readable(phone: str) -> str:
    """A number that is kept, in groups of digits; what is none stays as it is."""
    import phonenumbers

    try:
        number = phonenumbers.parse(phone, None)
    except phonenumbers.NumberParseException:
        return phone
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def is_region(country: str) -> bool:
    """Whether numbers may be of that country, by its two letters."""
    import phonenumbers

    return country in phonenumbers.SUPPORTED_REGIONS


def takes_messages(phone: str) -> bool:
    """Whether short messages reach that number, and nobody earns by each: a mobile phone's."""
    import phonenumbers

    kinds = phonenumbers.PhoneNumberType
    try:
        number = phonenumbers.parse(phone, None)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.number_type(number) in (kinds.MOBILE, kinds.FIXED_LINE_OR_MOBILE)
