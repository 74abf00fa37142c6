"""What draws the charts is what its makers publish."""

import altair as alt
import vl_convert

from pipeline.site.rebuild import BUNDLE, bundle


def test_the_script_is_the_one_that_the_library_bundles():
    assert BUNDLE.read_text("utf-8") == bundle()


def test_the_script_draws_what_the_charts_are_written_in():
    bundled = {version.partition(".")[0] for version in vl_convert.get_vegalite_versions()}
    assert alt.VEGALITE_VERSION.partition(".")[0] == max(bundled)
