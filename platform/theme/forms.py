"""Forms in the look."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Draws forms and fields with our templates."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
