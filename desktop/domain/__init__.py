"""What Waipai exists for: facts, law, determination and the content of papers. Standard library only."""
