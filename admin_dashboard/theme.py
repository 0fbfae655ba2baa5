"""The look: an interior by lamp, dark and warm, in the system's own fonts, so that nothing is fetched from outside."""

from __future__ import annotations

from server.vocabulary import JobStatus, StepState, Tier

NIGHT, SHADE, WALL, WOOD = "#1B1114", "#24161C", "#2F1F22", "#6B3F2A"
LAMP, EMBER, CREAM, DUST = "#FFC46B", "#D98E32", "#F6E9D8", "#B9A394"
GREEN, RED, BLUE = "#8CBF88", "#E5695A", "#7FB2C9"

# Behind white words, so darker than the same colours in a chart.
STATUS_PILLS = {
    JobStatus.QUEUED: "#2C5871",
    JobStatus.PROCESSING: "#96611A",
    JobStatus.COMPLETED: "#33624A",
    JobStatus.FAILED: "#9C362D",
    JobStatus.CANCELLED: "#5C4A48",
}
STEP_PILLS = {
    StepState.WAITING: "#5C4A48",
    StepState.QUEUED: "#2C5871",
    StepState.RUNNING: "#96611A",
    StepState.DONE: "#33624A",
    StepState.DROPPED: "#9C362D",
}
WORKER_PILLS = {"busy": "#96611A", "idle": "#33624A", "suspended": "#2C5871"}
OTHER_PILL = "#5C4A48"
TIER_PILLS = {Tier.FREE: "#5C4A48", Tier.STANDARD: "#2C5871", Tier.PRO: "#96611A", Tier.ENTERPRISE: "#33624A"}
STATUS_COLOURS = {
    JobStatus.QUEUED: BLUE,
    JobStatus.PROCESSING: LAMP,
    JobStatus.COMPLETED: GREEN,
    JobStatus.FAILED: RED,
    JobStatus.CANCELLED: DUST,
}

FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
OPTIONS = {
    "theme.base": "dark",
    "theme.primaryColor": LAMP,
    "theme.backgroundColor": NIGHT,
    "theme.secondaryBackgroundColor": SHADE,
    "theme.textColor": CREAM,
    "theme.linkColor": LAMP,
    "theme.borderColor": "#3F2A2A",
    "theme.dataframeBorderColor": "#35242A",
    "theme.dataframeHeaderBackgroundColor": SHADE,
    "theme.redColor": RED,
    "theme.orangeColor": EMBER,
    "theme.yellowColor": LAMP,
    "theme.greenColor": GREEN,
    "theme.blueColor": BLUE,
    "theme.grayColor": DUST,
    "theme.font": FONTS,
    "theme.headingFont": FONTS,
    "theme.baseRadius": "0.6rem",
    "theme.showWidgetBorder": True,
    "theme.headingFontSizes": ["1.75rem", "1.35rem", "1.15rem", "1.1rem", "1rem", "0.9rem"],
    "theme.metricValueFontSize": "1.9rem",
    "theme.chartCategoricalColors": [EMBER, GREEN, BLUE, RED, LAMP, DUST],
}

# Live parts are drawn anew every two seconds: without the last rules each would dim and the toolbar would blink.
CSS = f"""<style>
.stApp {{ background: radial-gradient(120% 70% at 50% -10%, #3a2420 0%, {NIGHT} 60%) fixed, {NIGHT}; }}
[data-testid="stHeader"] {{ background: {NIGHT}; border-bottom: 1px solid #35242A; }}
[data-testid="stMainBlockContainer"] {{ padding: 4.75rem 2.25rem 3rem; max-width: 1600px; }}
[data-testid="stMainBlockContainer"] h1 {{ font-weight: 650; padding: 0; letter-spacing: -.01em; }}
[data-testid="stMetric"] {{ background: {SHADE}; }}
[data-testid="stMetricLabel"] {{ color: {DUST}; }}
[data-testid^="stBaseButton-primary"] {{ color: {SHADE}; font-weight: 600; }}
[data-testid^="stBaseButton-primary"]:is(:hover, :focus, :active) {{ color: {SHADE}; background: #FFD48F; }}
.st-key-headlines, .st-key-queues, .st-key-parts {{ display: grid; gap: .9rem; }}
.st-key-headlines {{ grid-template-columns: repeat(auto-fit, minmax(155px, 1fr)); }}
.st-key-queues {{ grid-template-columns: repeat(auto-fill, minmax(190px, 1fr)); }}
.st-key-parts {{ grid-template-columns: repeat(auto-fill, minmax(285px, 1fr)); }}
.st-key-job_filters {{ margin-bottom: .6rem; }}
[data-testid="stElementContainer"]:has(img[src^="remember/"]) {{ position: absolute; }}
[data-testid="stStatusWidget"] {{ display: none; }}
[data-stale="true"] {{ opacity: 1 !important; }}
.st-key-phone_menu, [data-testid="stLayoutWrapper"]:has(> .st-key-phone_menu) {{ display: none; }}
@media (max-width: 768px) {{
  .st-key-phone_menu, [data-testid="stLayoutWrapper"]:has(> .st-key-phone_menu) {{ display: flex; }}
  .st-key-phone_menu {{ gap: .25rem; flex-wrap: nowrap; justify-content: space-between; }}
  [data-testid="stExpandSidebarButton"], [data-testid="stSidebar"] {{ display: none; }}
}}
@media (max-width: 640px) {{
  [data-testid="stMainBlockContainer"] {{ padding: 4.5rem 1rem 2rem; }}
  :is(.st-key-jobs_split, .st-key-users_split) [data-testid="stHorizontalBlock"]:has(> [data-testid="stColumn"]) {{
    flex-flow: column-reverse;
  }}
  :is(.st-key-jobs_split, .st-key-users_split) [data-testid="stColumn"] {{ width: 100%; flex: none; }}
  [data-testid="stColumn"]:has(:is(.st-key-job_none, .st-key-user_none)) {{ display: none; }}
  [data-testid="stMetricValue"] {{ font-size: 1.5rem; }}
}}
</style>"""
