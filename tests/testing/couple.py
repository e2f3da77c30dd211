"""A couple at the marriage counter whose check is referred to the police, because one of them seems coerced. Both are invented."""

PARTY = {"name": "陈晓梅", "sex": "SEX_FEMALE", "birth_date": "1990-05-28", "nationality": "CHN",
         "document": {"type": "DOCUMENT_TYPE_PASSPORT", "number": "E12345678"}}
COUPLE = {"parties": [PARTY, {**PARTY, "name": "王建国", "sex": "SEX_MALE", "document":
                              {"type": "DOCUMENT_TYPE_PASSPORT", "number": "E87654321"}}],
          "indicators": ["INDICATOR_SEEMS_COERCED"]}
