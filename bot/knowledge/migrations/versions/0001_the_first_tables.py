"""The first tables."""

from alembic import op
import sqlalchemy as sa


revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "knowledge_load",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_knowledge_load")),
    )
    op.create_table(
        "source",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("jurisdiction", sa.Text(), nullable=False),
        sa.Column("identifier", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("effective_date", sa.Text(), nullable=False),
        sa.Column("retrieved_date", sa.Text(), nullable=False),
        sa.Column("licence", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
    )
    op.create_table(
        "statement",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("jurisdiction", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("reviewed_by", sa.Text(), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("review_due", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
    )
    op.create_table(
        "substance",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("pronunciation", sa.Text(), nullable=True),
        sa.Column("rxnorm", sa.Text(), nullable=True),
        sa.Column("atc", sa.Text(), nullable=True),
        sa.Column("classes", sa.JSON(), nullable=False),
        sa.Column("default_forms", sa.JSON(), nullable=False),
        sa.Column("look_alikes", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_substance")),
    )
    op.create_table(
        "topic",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("asks", sa.Text(), nullable=False),
        sa.Column("noun", sa.Text(), nullable=False),
        sa.Column("follow_ups", sa.JSON(), nullable=False),
        sa.Column("depends_on_form", sa.Boolean(), nullable=False),
        sa.Column("borrow", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic")),
    )
    op.create_table(
        "citation",
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["source.id"], name=op.f("fk_citation_source")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_citation_statement_id")),
        sa.PrimaryKeyConstraint("statement_id", "position", name=op.f("pk_citation")),
    )
    with op.batch_alter_table("citation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_citation_source"), ["source"], unique=False)

    op.create_table(
        "comparison",
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("medicine", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("forms", sa.JSON(), nullable=False),
        sa.Column("acts_on", sa.Text(), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("biggest_warning", sa.Text(), nullable=False),
        sa.Column("checks", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["medicine"], ["substance.id"], name=op.f("fk_comparison_medicine")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_comparison_statement_id")),
        sa.PrimaryKeyConstraint("statement_id", name=op.f("pk_comparison")),
    )
    with op.batch_alter_table("comparison", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comparison_medicine"), ["medicine"], unique=False)

    op.create_table(
        "discrepancy",
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("medicine", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("article_says", sa.Text(), nullable=False),
        sa.Column("sources_say", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["medicine"], ["substance.id"], name=op.f("fk_discrepancy_medicine")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_discrepancy_statement_id")),
        sa.ForeignKeyConstraint(["topic"], ["topic.id"], name=op.f("fk_discrepancy_topic")),
        sa.PrimaryKeyConstraint("statement_id", name=op.f("pk_discrepancy")),
    )
    with op.batch_alter_table("discrepancy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_discrepancy_medicine"), ["medicine"], unique=False)

    op.create_table(
        "drug_class",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("parents", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_drug_class_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drug_class")),
    )
    op.create_table(
        "fact",
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("medicine", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("also", sa.JSON(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("simple", sa.Text(), nullable=True),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("forms", sa.JSON(), nullable=False),
        sa.Column("products", sa.JSON(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["medicine"], ["substance.id"], name=op.f("fk_fact_medicine")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_fact_statement_id")),
        sa.ForeignKeyConstraint(["topic"], ["topic.id"], name=op.f("fk_fact_topic")),
        sa.PrimaryKeyConstraint("statement_id", name=op.f("pk_fact")),
    )
    with op.batch_alter_table("fact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fact_medicine"), ["medicine"], unique=False)
        batch_op.create_index(batch_op.f("ix_fact_topic"), ["topic"], unique=False)

    op.create_table(
        "gap",
        sa.Column("medicine", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("missing", sa.Text(), nullable=False),
        sa.Column("ask", sa.Text(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("products", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["medicine"], ["substance.id"], name=op.f("fk_gap_medicine")),
        sa.ForeignKeyConstraint(["topic"], ["topic.id"], name=op.f("fk_gap_topic")),
        sa.PrimaryKeyConstraint("medicine", "position", name=op.f("pk_gap")),
    )
    op.create_table(
        "product",
        sa.Column("medicine", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("brand", sa.Boolean(), nullable=False),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["medicine"], ["substance.id"], name=op.f("fk_product_medicine")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_product_statement_id")),
        sa.PrimaryKeyConstraint("medicine", "id", name=op.f("pk_product")),
    )
    op.create_table(
        "quantity",
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("value", sa.Numeric(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("means", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_quantity_statement_id")),
        sa.PrimaryKeyConstraint("statement_id", "position", name=op.f("pk_quantity")),
    )
    op.create_table(
        "regimen",
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("medicine", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("forms", sa.JSON(), nullable=False),
        sa.Column("maximum_mg_per_day", sa.Numeric(), nullable=True),
        sa.ForeignKeyConstraint(["medicine"], ["substance.id"], name=op.f("fk_regimen_medicine")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_regimen_statement_id")),
        sa.PrimaryKeyConstraint("statement_id", name=op.f("pk_regimen")),
    )
    with op.batch_alter_table("regimen", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_regimen_medicine"), ["medicine"], unique=False)

    op.create_table(
        "term",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("medical_name", sa.Text(), nullable=True),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_term_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term")),
    )
    op.create_table(
        "class_member",
        sa.Column("drug_class", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("rxnorm", sa.Text(), nullable=True),
        sa.Column("atc", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["drug_class"], ["drug_class.id"], name=op.f("fk_class_member_drug_class")),
        sa.PrimaryKeyConstraint("drug_class", "position", name=op.f("pk_class_member")),
    )
    op.create_table(
        "condition_caution",
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("medicine", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("forms", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["medicine"], ["substance.id"], name=op.f("fk_condition_caution_medicine")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_condition_caution_statement_id")),
        sa.ForeignKeyConstraint(["term"], ["term.id"], name=op.f("fk_condition_caution_term")),
        sa.PrimaryKeyConstraint("statement_id", name=op.f("pk_condition_caution")),
    )
    with op.batch_alter_table("condition_caution", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_condition_caution_medicine"), ["medicine"], unique=False)

    op.create_table(
        "interaction",
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("medicine", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("substance", sa.Text(), nullable=True),
        sa.Column("drug_class", sa.Text(), nullable=True),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("effect", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("forms", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["drug_class"], ["drug_class.id"], name=op.f("fk_interaction_drug_class")),
        sa.ForeignKeyConstraint(["medicine"], ["substance.id"], name=op.f("fk_interaction_medicine")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_interaction_statement_id")),
        sa.PrimaryKeyConstraint("statement_id", name=op.f("pk_interaction")),
    )
    with op.batch_alter_table("interaction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_interaction_medicine"), ["medicine"], unique=False)

    op.create_table(
        "market_status",
        sa.Column("medicine", sa.Text(), nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["medicine", "product"], ["product.medicine", "product.id"], name=op.f("fk_market_status_medicine_product")
        ),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_market_status_statement_id")),
        sa.PrimaryKeyConstraint("medicine", "product", "position", name=op.f("pk_market_status")),
    )
    op.create_table(
        "name",
        sa.Column("medicine", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("product", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["medicine", "product"], ["product.medicine", "product.id"], name=op.f("fk_name_medicine_product")
        ),
        sa.ForeignKeyConstraint(["medicine"], ["substance.id"], name=op.f("fk_name_medicine")),
        sa.PrimaryKeyConstraint("medicine", "position", name=op.f("pk_name")),
    )
    op.create_table(
        "regimen_step",
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("dose_mg", sa.Numeric(), nullable=False),
        sa.Column("times_per_day", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["statement_id"], ["regimen.statement_id"], name=op.f("fk_regimen_step_statement_id")),
        sa.PrimaryKeyConstraint("statement_id", "position", name=op.f("pk_regimen_step")),
    )
    op.create_table(
        "side_effect",
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("medicine", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("medical_name", sa.Text(), nullable=True),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("percent_low", sa.Numeric(), nullable=True),
        sa.Column("percent_high", sa.Numeric(), nullable=True),
        sa.Column("what_to_do", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("forms", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["medicine"], ["substance.id"], name=op.f("fk_side_effect_medicine")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_side_effect_statement_id")),
        sa.ForeignKeyConstraint(["term"], ["term.id"], name=op.f("fk_side_effect_term")),
        sa.PrimaryKeyConstraint("statement_id", name=op.f("pk_side_effect")),
    )
    with op.batch_alter_table("side_effect", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_side_effect_medicine"), ["medicine"], unique=False)


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("side_effect", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_side_effect_medicine"))

    op.drop_table("side_effect")
    op.drop_table("regimen_step")
    op.drop_table("name")
    op.drop_table("market_status")
    with op.batch_alter_table("interaction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_interaction_medicine"))

    op.drop_table("interaction")
    with op.batch_alter_table("condition_caution", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_condition_caution_medicine"))

    op.drop_table("condition_caution")
    op.drop_table("class_member")
    op.drop_table("term")
    with op.batch_alter_table("regimen", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_regimen_medicine"))

    op.drop_table("regimen")
    op.drop_table("quantity")
    op.drop_table("product")
    op.drop_table("gap")
    with op.batch_alter_table("fact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fact_topic"))
        batch_op.drop_index(batch_op.f("ix_fact_medicine"))

    op.drop_table("fact")
    op.drop_table("drug_class")
    with op.batch_alter_table("discrepancy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_discrepancy_medicine"))

    op.drop_table("discrepancy")
    with op.batch_alter_table("comparison", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_comparison_medicine"))

    op.drop_table("comparison")
    with op.batch_alter_table("citation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_citation_source"))

    op.drop_table("citation")
    op.drop_table("topic")
    op.drop_table("substance")
    op.drop_table("statement")
    op.drop_table("source")
    op.drop_table("knowledge_load")
