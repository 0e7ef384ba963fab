"""Contributions, what a certificate saves, refunds, retirement, adding up of periods, and exchange.

Dated parameters (``rates``) and a rule for each country give amounts in the country's own currency. Decimals
only: first the rounding the law prescribes (``rounding``), formatting much later and elsewhere. Every result
carries its ``worksheet.Working``: the steps as numbers, the parameters with their sources, what to be careful
about, and the lowest confidence. All amounts are estimates before tax relief; they are no payslip.
"""
