"""Home: a page on this machine from which everything is done that has a command.

::

    files dropped --arrivals--> raw/ --reading--> extracted/ --standing of each--> app -> browser
                                                                                    |
                              review, workbooks back, comparisons, exports, gold, site

It serves each report's review page, too, behind the same guard and the same token.
"""
