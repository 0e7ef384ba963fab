"""What is due and when: dates of the cases and of the record, reminders, the latest day to file.

Nothing here knows today, a file or a calendar of holidays: each of them comes in as a value.
"""
