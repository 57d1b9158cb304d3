print("about to fail")
raise RuntimeError("no settings")
