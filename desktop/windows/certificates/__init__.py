"""The register of certificates and of other documents."""
