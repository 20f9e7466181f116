"""Which template an output is rendered with."""

from newsgen.model import Head
from newsgen.questions.view import View


def template_of(view: View, head: Head, usual: str) -> str:
    """The template that front matter asks for, where the theme or the site has it; else the usual one.

    Articles of other systems carry names of layouts ("post") that mean nothing here.
    """
    own = f"{head.template.removesuffix('.html')}.html"
    return own if head.template and view.has_template(own) else usual
