"""Page objects: frozen values that say all that a template may see."""
