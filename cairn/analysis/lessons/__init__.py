"""Made-up sentences that scorers learn from. Nobody said them; each was written for this project."""
