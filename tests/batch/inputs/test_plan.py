"""Which files are read, and that they are still the same."""

from __future__ import annotations

import json
import os

import msgspec
import pytest

from sayso.batch.inputs import Plan, plan
from sayso.batch.layout import Layout
from sayso.errors import BatchError

LINE = json.dumps({"text": "The lock of Brunsdiek stays shut."})


@pytest.fixture
def folder(tmp_path, archive):
    (tmp_path / "news" / "b").mkdir(parents=True)
    (tmp_path / "news" / "c.jsonl").write_text(LINE)
    (tmp_path / "news" / "a.warc.gz").write_bytes(archive().page(1).page(2).data)
    (tmp_path / "news" / "b" / "d.jsonl").write_text(LINE)
    (tmp_path / "news" / "README").write_text("not news")
    return tmp_path / "news"


def names(plan: Plan) -> list[str]:
    return [os.path.basename(planned.file.name) for planned in plan.files]


class TestFiles:
    def test_the_files_of_a_folder_come_by_name_and_others_are_passed_over(self, folder):
        assert names(plan([str(folder)])) == ["a.warc.gz", "c.jsonl", "d.jsonl"]

    def test_globs_are_sorted_and_each_file_comes_once(self, folder):
        made = plan([f"{folder}/**/*.jsonl", f"{folder}/*.jsonl", str(folder / "a.warc.gz")])
        assert names(made) == ["d.jsonl", "c.jsonl", "a.warc.gz"]
        assert [shard.number for shard in made.shards()] == [0, 1, 2]
        assert len(made) == 3

    @pytest.mark.parametrize("name", ["*.warc", "nowhere.jsonl", "empty"])
    def test_an_input_that_names_nothing_ends_it_before_it_begins(self, folder, name):
        (folder / "empty").mkdir()
        with pytest.raises(BatchError, match="names no file"):
            plan([str(folder), f"{folder}/{name}"])

    def test_files_of_another_kind_or_closed_are_refused_and_the_rest_is_planned(self, folder):
        (folder / "empty.jsonl.gz").write_bytes(b"")
        (folder / "page.warc").write_text("<html></html>")
        (folder / "dangling.jsonl").symlink_to(folder / "gone")
        made = plan([str(folder)])
        assert names(made) == ["a.warc.gz", "c.jsonl", "d.jsonl"]
        refused = {os.path.basename(one.source): (one.kind, one.problem) for one in made.refused}
        assert refused == {
            "dangling.jsonl": ("NotFound", "no such file"),
            "empty.jsonl.gz": ("WrongFormat", "is empty"),
            "page.warc": ("WrongFormat", "is neither WARC nor JSON Lines nor Parquet"),
        }

    def test_nothing_that_can_be_read_ends_it(self, tmp_path):
        (tmp_path / "a.warc").write_text("no archive")
        with pytest.raises(BatchError, match="is neither WARC"):
            plan([str(tmp_path)])


class TestTheSamePlan:
    def test_the_same_inputs_make_the_same_plan_which_survives_json(self, folder):
        made = plan([str(folder)])
        assert plan([str(folder)]) == made
        assert msgspec.json.decode(msgspec.json.encode(made), type=Plan) == made
        made.check()

    def test_a_file_that_changed_came_or_went_is_told(self, folder):
        made = plan([str(folder)])
        file = folder / "c.jsonl"
        before = file.stat()
        file.write_text(LINE + "\n" + LINE)
        with pytest.raises(BatchError, match=r"c\.jsonl: is new or has changed"):
            made.check()
        file.write_text(LINE)
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        made.check()
        (folder / "e.jsonl").write_text(LINE)
        with pytest.raises(BatchError, match=r"e\.jsonl: is new"):
            made.check()
        (folder / "e.jsonl").unlink()
        file.unlink()
        with pytest.raises(BatchError, match=r"c\.jsonl: was read .* is gone"):
            made.check()

    def test_what_a_batch_writes_into_the_folder_that_it_reads_is_not_read(self, folder):
        made = plan([str(folder)])
        out = Layout(folder / "out")
        (out.table("reports") / "month=2031-10").mkdir(parents=True)
        (out.table("reports") / "month=2031-10" / "000000.parquet").write_bytes(b"PAR1")
        out.work.mkdir()
        out.plan.write_bytes(b"{}")
        made.check()
        assert plan([str(folder)]) == made

    def test_planning_does_not_read_a_large_file(self, tmp_path, monkeypatch):
        from sayso.batch.inputs import files

        path = tmp_path / "large.jsonl"
        path.write_text(LINE + "\n" + LINE + "\n")
        os.truncate(path, 3 * 2**30)  # a hole
        read = []
        readinto = files._Steady.readinto
        monkeypatch.setattr(
            files._Steady, "readinto", lambda self, buffer: read.append(len(buffer)) or readinto(self, buffer)
        )
        assert len(plan([str(path)])) == 768
        assert sum(read) <= 4 * 2**20
