"""The web: parse, call one use case, build one page. Flask lives here and in app and cli."""
