import pytest

from kb.celex import celex

CASES = [
    ("Reglamento (UE) 2021/241", "32021R0241"),
    ("Reglamento de Ejecución (UE) 2022/7", "32022R0007"),
    ("Reglamento Delegado (UE) 2019/980", "32019R0980"),
    ("Reglamento (UE) 651/2014", "32014R0651"),
    ("Reglamento (CE) 1059/2003", "32003R1059"),
    ("Reglamento (CEE) 1408/71", "31971R1408"),
    ("Reglamento (UE, Euratom) 2018/1046", "32018R1046"),
    ("Directiva 2014/24/UE", "32014L0024"),
    ("Directiva 95/46/CE", "31995L0046"),
    ("Directiva (UE) 2019/1024", "32019L1024"),
    ("Decisión 2010/48/CE", "32010D0048"),
    ("Decisión (UE) 2017/1283", "32017D1283"),
    ("Recomendación 2003/361/CE", "32003H0361"),
    ("Decisión 2008/977/JAI", None),  # a framework decision has another letter
    ("Reglamento (UE) 2014/2015", None),  # 2014 cannot be a number of the year first, nor 2015 a year last
    ("Reglamento 2021/241", None),  # of which Union?
    ("Marco 2014/C 198/01", None),
    ("Ley 38/2003", None),
]


@pytest.mark.parametrize(("name", "number"), CASES, ids=[name for name, _ in CASES])
def test_an_act_of_the_union_has_a_celex_number_where_it_is_certain(name, number):
    assert celex(name) == number
