"""Opening the locked file: by the password, or by the recovery sheet."""
