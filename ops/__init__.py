"""What an operator runs on one machine: `otklik up`, demonstration, diagnosis."""
