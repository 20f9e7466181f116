"""Theme and values -> text: templates, filters, and the dates and words of each language."""
