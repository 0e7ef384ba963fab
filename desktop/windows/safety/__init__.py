"""The page that shows what keeps the file safe, one file or folder a part."""
