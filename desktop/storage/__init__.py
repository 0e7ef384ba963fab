"""The one encrypted file: cases, answers, fields and settings, and the key that protects them.

``profile.Profile`` is the way in. Importing the room is quick: SQLCipher, sqlite-utils, cryptography and
keyring are imported when a file is opened.
"""
