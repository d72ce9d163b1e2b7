from bench.kills import run


def test_a_server_that_is_killed_comes_back_with_all_that_was_committed_and_ends_its_jobs(tmp_path):
    tally = run(2, tmp_path, longest=3.0)
    assert tally.kills == 2
    assert tally.wrong == ()
