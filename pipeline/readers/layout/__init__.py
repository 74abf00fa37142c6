"""From characters on a page to blocks in reading order.

::

    characters -> lines -> columns and reading order -> blocks -> furniture

Coordinates are PDF points from the top left corner of the page as it is shown. No module here knows
about files: ``pipeline.readers.pdf`` and ``pipeline.readers.ocr`` bring the characters.
"""
