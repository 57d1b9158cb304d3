ONE = "One"
TWO = "Two"
