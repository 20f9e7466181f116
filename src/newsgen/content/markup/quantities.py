"""Cells of tables whose blanks no line may break at: "12 000 €" is one number, "1. Juli 2007" one day."""

from newsgen.expressions import expression

CLASS = "quantity"
# Longer ones are sentences that begin with a number.
_MAX = 24
# What stands before ("ca.", "EUR", "−"), digits and what is between them, one word behind ("Mio.", "°C", "Juli"), and a
# year behind that.
_QUANTITY = expression(r"(?:[^\d\s]{1,4}\s?)?\d[\d\s.,:/'’–−+×-]*(?:[^\d\s]{1,12}(?:\s\d{2,4})?)?")


def is_quantity(text: str) -> bool:
    """Whether a cell holds nothing but a number with its unit, or a day, of more than one word."""
    text = text.strip()
    return " " in text and len(text) <= _MAX and bool(_QUANTITY().fullmatch(text))
