"""What counts as personal: Presidio's recognisers, tuned for Britain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the gateway's privacy itself looks for names
    from gateway.privacy import Recogniser


def recognisers() -> Sequence[Recogniser]:
    """Takes seconds: Presidio and the language model are imported only here.

    Add a recogniser here and its kind in `gateway.privacy.Kind`.
    """
    from gateway.recognisers.address import AddressRecogniser
    from gateway.recognisers.case_reference import CaseReferenceRecogniser
    from gateway.recognisers.date_of_birth import DateOfBirthRecogniser
    from gateway.recognisers.email import AnyEmail
    from gateway.recognisers.language import Language
    from gateway.recognisers.name import NameRecogniser
    from gateway.recognisers.name_list import NameList
    from gateway.recognisers.national_insurance import SpacedNino
    from gateway.recognisers.nhs_number import SpacedNhs
    from gateway.recognisers.phone import BritishPhone, DialledNumber
    from gateway.recognisers.postcode import TypedPostcode
    from gateway.recognisers.presidio import Presidio
    from gateway.recognisers.vehicle import TypedPlate

    return (
        Presidio(AnyEmail(), "EMAIL"),
        Presidio(SpacedNhs(), "NHS_NUMBER", digits=10),
        Presidio(BritishPhone(), "PHONE", digits=7),
        DialledNumber(),
        Presidio(TypedPostcode(), "POSTCODE", digits=2),
        Presidio(SpacedNino(), "NATIONAL_INSURANCE", digits=6),
        Presidio(TypedPlate(), "VEHICLE", digits=1),
        Presidio(CaseReferenceRecogniser(), "CASE_REFERENCE", digits=3),
        Presidio(DateOfBirthRecogniser(), "DATE_OF_BIRTH", digits=1),
        Presidio(AddressRecogniser(), "ADDRESS"),
        Presidio(NameRecogniser(NameList.read(), Language.load()), "NAME"),
    )
