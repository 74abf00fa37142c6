"""Rebuilds what draws the charts: ``python -m pipeline.site.rebuild``.

Vega, Vega-Lite and Vega-Embed as one file, which ``vl-convert`` bundles. It weighs a hundred times
as much as the file, so it is needed here only, and the file is kept.
"""

from pathlib import Path

BUNDLE = Path(__file__).parent / "static" / "vendor" / "vega.js"


def bundle() -> str:
    """The script; a page that is opened from the disk may load no module, so it is a function."""
    import vl_convert  # noqa: PLC0415 - for developers alone

    return f"(() => {{{vl_convert.javascript_bundle('window.vegaEmbed = vegaEmbed;')}}})();\n"


if __name__ == "__main__":
    BUNDLE.write_text(bundle(), "utf-8")
