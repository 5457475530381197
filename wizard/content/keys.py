"""The taxonomy's keys, as literal types: the contract of URL, API and files.

Keys are English kebab-case and never change once published. The order of a
list here is the order in which options are shown and written into a URL.
"""

from typing import Literal, get_args

Language = Literal["nl", "fr", "en"]
Stage = Literal[
    "idea",
    "preparing",
    "starting",
    "running",
    "growing",
    "difficulty",
    "restart",
    "taking-over",
    "handing-over",
]
Package = Literal["start", "growth", "difficulties", "transfer"]
Category = Literal[
    "information",
    "training",
    "guidance",
    "finance",
    "premises",
    "recruitment",
    "network",
]
Instrument = Literal[
    "information",
    "tool",
    "training",
    "advice",
    "coaching",
    "mentoring",
    "grant",
    "loan",
    "guarantee",
    "equity",
    "tax",
    "premises",
    "recruitment",
    "network",
    "label",
    "award",
    "legal",
    "call",
]
Sector = Literal[
    "food-agriculture",
    "manufacturing-crafts",
    "construction",
    "retail",
    "horeca",
    "tourism-events",
    "transport-logistics",
    "ict-digital",
    "creative-media",
    "health-life-sciences",
    "care-personal-services",
    "environment-energy",
    "business-services",
    "finance-real-estate",
    "education-training",
    "other",
]
Profile = Literal[
    "jobseeker",
    "employee",
    "student",
    "young",
    "senior",
    "woman",
    "newcomer",
    "non-eu",
    "disability",
    "researcher",
    "artisan",
]
Venture = Literal[
    "social",
    "cooperative",
    "circular",
    "innovative",
    "high-potential",
    "exporting",
    "foreign-investor",
    "trader-association",
    "nonprofit",
]
Need = Literal[
    "orientation",
    "skills",
    "business-plan",
    "legal",
    "accounting",
    "permits",
    "premises",
    "money-small",
    "money-large",
    "subsidy",
    "guarantee",
    "hiring",
    "staff-training",
    "digital",
    "innovation",
    "transition",
    "energy",
    "mobility",
    "export",
    "marketing",
    "network",
    "crisis",
    "transfer",
    "public-contracts",
]
Size = Literal["none", "solo", "micro", "small", "medium", "large"]
Place = Literal[
    "1000",
    "1030",
    "1040",
    "1050",
    "1060",
    "1070",
    "1080",
    "1081",
    "1082",
    "1083",
    "1090",
    "1140",
    "1150",
    "1160",
    "1170",
    "1180",
    "1190",
    "1200",
    "1210",
    "elsewhere-be",
    "abroad",
]
Status = Literal["active", "unconfirmed", "call", "planned", "ended"]
Count = Literal["staff", "years", "months", "euro"]
"""What a number in the note of a call may count."""

LANGUAGES: tuple[Language, ...] = get_args(Language)
STAGES: tuple[Stage, ...] = get_args(Stage)
PACKAGES: tuple[Package, ...] = get_args(Package)
CATEGORIES: tuple[Category, ...] = get_args(Category)

QUESTION_OPTIONS: dict[str, tuple[str, ...]] = {
    "stage": STAGES,
    "sector": get_args(Sector),
    "place": get_args(Place),
    "size": get_args(Size),
    "profile": get_args(Profile),
    "venture": get_args(Venture),
    "need": get_args(Need),
}
"""The options that each of the seven questions may offer, per question key."""

NONE_OFFERED: tuple[str, ...] = ("profile", "venture", "need")
"""The questions whose page also offers «none of these»."""
