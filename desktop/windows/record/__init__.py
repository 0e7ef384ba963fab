"""The record of one person: its head, the months, entering payslips, findings, people."""
