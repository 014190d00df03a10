"""Validates the benchmarks' inputs with msgspec or pydantic: python_peer.py LIBRARY FOLDER.

Reads lines "NAME REPETITIONS" and answers each with the processor time of that many repetitions, in nanoseconds.
"""

import sys
from datetime import datetime
from pathlib import Path
from time import thread_time_ns
from typing import Annotated, Literal
from uuid import UUID

ARITHMETIC = r"^[\d\s+\-*/().]+$"
EMAIL = r"^[A-Za-z0-9_'+\-.]*[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$"
COUPON = r"^[A-Z]{4}-[0-9]{4}$"
POSTAL_CODE = r"^[0-9]{5}$"
SKU = r"^[A-Z]{3}-[0-9]{6}$"

library, folder = sys.argv[1:]


def models(base, text, number, array):
    """The same types for both libraries, which differ in their base class and in how they spell a rule."""

    class CalculateInput(base):
        expression: Annotated[str, text(pattern=ARITHMETIC, max_length=1000)]

    class Address(base):
        name: Annotated[str, text(min_length=1, max_length=100)]
        street: Annotated[str, text(min_length=1, max_length=100)]
        city: Annotated[str, text(min_length=1, max_length=100)]
        postalCode: Annotated[str, text(pattern=POSTAL_CODE)]
        country: Annotated[str, text(min_length=2, max_length=2)]

    class Line(base):
        sku: Annotated[str, text(pattern=SKU)]
        title: Annotated[str, text(min_length=1, max_length=200)]
        quantity: Annotated[int, number(ge=1, le=999)]
        unitPrice: Annotated[float, number(ge=0)]
        weights: list[Annotated[float, number(ge=0)]]

    class Order(base):
        id: UUID
        email: Annotated[str, text(pattern=EMAIL)]
        createdAt: datetime
        currency: Literal["EUR", "USD", "GBP", "JPY"]
        priority: Annotated[int, number(ge=1, le=5)]
        total: Annotated[float, number(gt=0)]
        gift: bool
        note: Annotated[str, text(max_length=500)] | None
        address: Address
        labels: Annotated[list[Annotated[str, text(min_length=1, max_length=30)]], array(max_length=20)]
        lines: Annotated[list[Line], array(min_length=1, max_length=100)]
        coupon: Annotated[str, text(pattern=COUPON)] | None = None

    class Orders(base):
        orders: list[Order]

    return {"calculate": CalculateInput, "order": Order, "orders": Orders}


if library == "msgspec":
    import msgspec

    types = models(msgspec.Struct, msgspec.Meta, msgspec.Meta, msgspec.Meta)
    readers = {name: msgspec.json.Decoder(type).decode for name, type in types.items()}
else:
    import pydantic

    types = models(pydantic.BaseModel, pydantic.Field, pydantic.Field, pydantic.Field)
    readers = {name: type.model_validate_json for name, type in types.items()}

texts = {name: Path(folder, f"{name}.json").read_bytes() for name in readers}
for name, read in readers.items():
    read(texts[name])

print("ready", flush=True)
for line in sys.stdin:
    name, repetitions = line.split()
    read, text = readers[name], texts[name]
    repeat = range(int(repetitions))
    start = thread_time_ns()
    for _ in repeat:
        read(text)
    print(thread_time_ns() - start, flush=True)
