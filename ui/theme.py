"""The look: a dark room and a lamp. The colours are the studio's own interior by lamp; the fonts are the system's."""

from __future__ import annotations

from pathlib import Path

import gradio as gr
from gradio.themes.utils.colors import Color

STYLE = Path(__file__).with_name("style.css")

LAMP = Color(
    "#fff4e0",
    "#ffe9c4",
    "#ffdb9e",
    "#ffcf82",
    "#ffc46b",
    "#eda94a",
    "#d98e32",
    "#b8701f",
    "#8f5318",
    "#6b3f2a",
    "#45281c",
)
ROOM = Color(
    "#faf3e8",
    "#f6e9d8",
    "#e6d5c2",
    "#d3bfad",
    "#b9a393",
    "#8d776b",
    "#5f4b45",
    "#432f2f",
    "#2d1e21",
    "#20151a",
    "#150d11",
)

TEXT = (
    "system-ui",
    "-apple-system",
    "Segoe UI",
    "Roboto",
    "Inter",
    "Noto Sans",
    "Helvetica Neue",
    "Arial",
    "sans-serif",
)
MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "DejaVu Sans Mono", "monospace")


def studio_theme() -> gr.themes.Base:
    """The theme. It is one room: the same by day and by night, so light and dark get the same values."""
    values = {
        "body_background_fill": "#150d11",
        "body_text_color": "#f6e9d8",
        "body_text_color_subdued": "#c8b3a1",
        "background_fill_primary": "#20151a",
        "background_fill_secondary": "#271a1f",
        "border_color_primary": "#4a3433",
        "border_color_accent": "#d98e32",
        "border_color_accent_subdued": "#6b3f2a",
        "color_accent_soft": "#3a2620",
        "link_text_color": "#ffc46b",
        "link_text_color_hover": "#ffdb9e",
        "link_text_color_active": "#ffdb9e",
        "link_text_color_visited": "#ffc46b",
        "block_background_fill": "transparent",
        "block_border_color": "transparent",
        "block_label_background_fill": "transparent",
        "block_label_text_color": "#d3bfad",
        "block_title_text_color": "#e6d5c2",
        "block_info_text_color": "#c8b3a1",
        "panel_background_fill": "#20151a",
        "panel_border_color": "#4a3433",
        "input_background_fill": "#1a1115",
        "input_background_fill_focus": "#1a1115",
        "input_border_color": "#7d655a",
        "input_border_color_focus": "#ffc46b",
        "input_border_color_hover": "#b9a393",
        "input_placeholder_color": "#a38d80",
        "checkbox_background_color": "#1a1115",
        "checkbox_border_color": "#8d776b",
        "checkbox_label_background_fill": "#1a1115",
        "checkbox_label_background_fill_hover": "#2d1e21",
        "checkbox_label_background_fill_selected": "#ffc46b",
        "checkbox_label_border_color": "#6a534b",
        "checkbox_label_border_color_selected": "#ffc46b",
        "checkbox_label_text_color": "#e6d5c2",
        "checkbox_label_text_color_selected": "#20120d",
        "button_primary_background_fill": "#ffc46b",
        "button_primary_background_fill_hover": "#ffd694",
        "button_primary_border_color": "#ffc46b",
        "button_primary_border_color_hover": "#ffd694",
        "button_primary_text_color": "#20120d",
        "button_primary_text_color_hover": "#20120d",
        "button_secondary_background_fill": "transparent",
        "button_secondary_background_fill_hover": "#2d1e21",
        "button_secondary_border_color": "#7d655a",
        "button_secondary_border_color_hover": "#ffc46b",
        "button_secondary_text_color": "#f6e9d8",
        "button_secondary_text_color_hover": "#ffe9c4",
        "button_cancel_background_fill": "#b3392e",
        "button_cancel_background_fill_hover": "#c64a3d",
        "button_cancel_border_color": "#b3392e",
        "button_cancel_border_color_hover": "#c64a3d",
        "button_cancel_text_color": "#fff4e8",
        "button_cancel_text_color_hover": "#fff4e8",
        "table_border_color": "#4a3433",
        "error_background_fill": "#3a1a1a",
        "error_border_color": "#c64a3d",
        "error_text_color": "#ffc9bd",
    }
    theme = gr.themes.Base(
        primary_hue=LAMP,
        secondary_hue=LAMP,
        neutral_hue=ROOM,
        text_size=gr.themes.sizes.text_md,
        spacing_size=gr.themes.sizes.spacing_lg,
        radius_size=gr.themes.sizes.radius_lg,
        font=TEXT,
        font_mono=MONO,
    )
    shared = {
        "block_shadow": "none",
        "button_border_width": "1px",
        "input_border_width": "1px",
        "checkbox_label_border_width": "1px",
        "block_border_width": "0px",
        "block_padding": "0px",
        "block_label_border_width": "0px",
        "block_title_text_weight": "600",
        "button_large_radius": "999px",
        "button_medium_radius": "999px",
        "button_small_radius": "999px",
        "button_transition": "background-color .15s ease, border-color .15s ease",
        "input_shadow": "none",
        "input_shadow_focus": "none",
        "shadow_spread": "0px",
        "layout_gap": "20px",
        "form_gap_width": "0px",
    }
    known = gr.themes.Base.set.__code__.co_varnames
    night = {f"{name}_dark": value for name, value in values.items() if f"{name}_dark" in known}
    return theme.set(**values, **night, **shared)
