"""Theme and values -> text: templates, filters, and the dates and words of each language."""

from newsgen.render.renderer import Renderer
from newsgen.render.templates import Remark, TemplateProblem, Templates

__all__ = ["Remark", "Renderer", "TemplateProblem", "Templates"]
