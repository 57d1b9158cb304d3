RESERVE = "reserve"
