FIRST = "A"
