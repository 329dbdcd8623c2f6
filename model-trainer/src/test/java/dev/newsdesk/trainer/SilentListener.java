package dev.newsdesk.trainer;

import dev.newsdesk.trainer.training.RunRecord;
import dev.newsdesk.trainer.training.TrainingListener;

/** Does nothing with what it hears. */
public final class SilentListener implements TrainingListener {

  @Override
  public void epochBegan(int epoch, int epochs, int texts) {}

  @Override
  public void passedOver(int texts) {}

  @Override
  public void stepped(int texts, double loss) {}

  @Override
  public void evaluated(RunRecord.Measurement measurement) {}

  @Override
  public void epochEnded(RunRecord.Epoch epoch) {}
}
