RATES = [1, 2]
