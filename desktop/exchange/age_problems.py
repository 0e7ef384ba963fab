"""Why an encrypted file cannot be opened or written; nothing of it is then kept."""

from __future__ import annotations

from desktop.problems import FileProblem, InputProblem


class NotEncrypted(FileProblem):
    """No file in the format age."""

    key = "errors.case_file.not_one"
    takes = ("path",)


class CaseFileCut(FileProblem):
    """The file ends too early."""

    key = "errors.case_file.cut"
    takes = ("path",)


class CaseFileAltered(FileProblem):
    """The file is not as it was written; damaged on the way, or changed on purpose."""

    key = "errors.case_file.altered"
    takes = ("path",)


class WrongPassword(FileProblem):
    """The password does not open the file."""

    key = "errors.case_file.wrong_password"
    takes = ("path",)


class PasswordNeeded(FileProblem):
    """The file opens with a password, and none was given."""

    key = "errors.case_file.password_needed"
    takes = ("path",)


class NotForMe(FileProblem):
    """The file was encrypted to other keys than the program's own."""

    key = "errors.case_file.not_for_me"
    takes = ("path",)


class TooMuchWork(FileProblem):
    """Trying a password would take 2 to the power of ``work`` steps and as many kilobytes; ``limit`` is the most."""

    key = "errors.case_file.too_much_work"
    takes = ("path", "work", "limit")


class CaseFileTooLarge(FileProblem):
    """More than ``limit`` megabytes, read or to be written."""

    key = "errors.case_file.too_large"
    takes = ("path", "limit")


class PasswordTooShort(InputProblem):
    """Fewer than ``minimum`` characters."""

    key = "errors.case_file.password_short"
    takes = ("minimum",)


class NoRecipient(InputProblem):
    """Nobody was named who could open the file."""

    key = "errors.case_file.no_recipient"


class NotAKey(InputProblem):
    """A text that is no public key of the format age."""

    key = "errors.case_file.not_a_key"
