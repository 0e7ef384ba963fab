"""What can be wrong with a recovery sheet before its secret is even tried."""

from __future__ import annotations

from desktop.problems import FileProblem, InputProblem


class UnknownWord(InputProblem):
    """Word ``number`` (from 1) is in none of the lists; ``word`` as it was typed."""

    key = "errors.sheet.unknown_word"
    takes = ("number", "word")


class WrongNumberOfWords(InputProblem):
    """``count`` words where a sheet has ``wanted``."""

    key = "errors.sheet.number_of_words"
    takes = ("count", "wanted")


class WordsDoNotFit(InputProblem):
    """All words are in the list, and their checksum is wrong: one was misread or stands in another's place."""

    key = "errors.sheet.words_do_not_fit"


class CodeMistyped(InputProblem):
    """The code of the sheet has another length, another alphabet or a wrong checksum."""

    key = "errors.sheet.code_mistyped"


class NoCodeInPicture(FileProblem):
    """The picture can be read and shows no code of a recovery sheet."""

    key = "errors.sheet.no_code"
    takes = ("path",)


class PictureUnreadable(FileProblem):
    """The file is no picture that the program reads (PNG, JPEG), or it is damaged."""

    key = "errors.sheet.picture_unreadable"
    takes = ("path",)


class PictureTooLarge(FileProblem):
    """More bytes or pixels than a photo of a page can have."""

    key = "errors.sheet.picture_too_large"
    takes = ("path",)
