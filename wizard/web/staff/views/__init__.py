"""The views of the staff area: parse, call one use case, build one page.

Importing this package registers all of them on the blueprint.
"""

from wizard.web.staff.area import blueprint as area
from wizard.web.staff.views import desk, sign_in

__all__ = ["area", "desk", "sign_in"]
