"""resources/law (TOML) into the objects of the domain; nothing else reads that folder."""
