print("Coalitie")
